package dev.oneway.bench;

import dev.oneway.app.Application;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.flow.Entry;
import dev.oneway.state.StateDatabase;
import dev.oneway.testing.Home;
import dev.oneway.testing.LongHistory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long operations wait for an answer with 100 flows and a million runs in the state store: half
 * of the runs within the last week, 100,000 dead letters. Asks every address that is laid out, and
 * some with parameters, and prints, of 20 requests to each, the first, the median and the worst,
 * and what one costs the processor, client included. The very first request is told apart.
 *
 * <p>Arguments: runs (1000000), the database (sqlite or postgresql).
 */
public final class HistoryBench {
  private static final int FLOWS = 100;
  private static final int LETTERS = 100_000;
  private static final int TIMES = 20;

  private HistoryBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    StateDatabase database =
        StateDatabase.valueOf((args.length > 1 ? args[1] : "sqlite").toUpperCase(Locale.ROOT));
    Path folder = Files.createTempDirectory("oneway-history");
    Home home =
        home(folder)
            .set("oneway.state.url", database.newUrl(folder))
            .set("oneway.state.user", "postgres")
            .set("oneway.state.password", "postgres");
    long begun = System.nanoTime();
    LongHistory.fill(home.settings().get("oneway.state.url"), FLOWS, runs, LETTERS);
    System.out.printf("%s filled in %.1f s%n", database, (System.nanoTime() - begun) / 1e9);
    try (Application application = home.start(Entry.SCHEDULE)) {
      application.loadFlows();
      application.takeOver();
      measure(application);
    }
  }

  private static Home home(Path folder) {
    Home home = new Home(folder).set("oneway.management", "on").set("oneway.management.port", "0");
    for (int flow = 0; flow < FLOWS; flow++) {
      home.write(
          "routes/flow-" + flow + ".camel.yaml",
          """
          - route:
              id: flow-%1$d
              from:
                uri: quartz:flow-%1$d
                parameters: { cron: "0 0 3 1 1 ?", stateful: true }
                steps:
                  - log: nothing
          """
              .formatted(flow));
    }
    return home;
  }

  private static void measure(Application application) throws IOException, InterruptedException {
    String run = application.books().log().latestOf("flow-7", 1).get(0).id();
    String old = application.books().log().latest(100_000).get(9_999).id();
    String letter = application.deadLetters().list(DeadLetterFilter.waiting(1)).get(0).id();
    Stream<String> laidOut =
        application.managementAddresses().stream()
            .filter(address -> address.startsWith("GET ") && !address.contains("events"))
            .filter(address -> !address.endsWith(".html")) // there are no reports
            .map(address -> address.substring("GET ".length()))
            .map(path -> path.replace(":flow", "flow-7").replace(":run", run))
            .map(path -> path.replace(":letter", letter))
            .filter(path -> !path.contains(":"));
    Stream<String> others =
        Stream.of(
            "/api/runs?limit=500",
            "/api/runs?flow=flow-7",
            "/api/runs?before=" + old,
            "/api/runs?flow=flow-7&before=" + run,
            "/api/stats?flow=flow-7",
            "/api/dead-letters?flow=flow-7",
            "/api/dead-letters?limit=500&state=all",
            "/api/alerts?all=true");
    for (String path : Stream.concat(laidOut, others).toList()) {
      long[] nanos = new long[TIMES];
      int bytes = 0;
      long before = cpu();
      for (int time = 0; time < TIMES; time++) {
        long begun = System.nanoTime();
        bytes = get(application, path);
        nanos[time] = System.nanoTime() - begun;
      }
      long first = nanos[0];
      double cpu = (cpu() - before) / 1e6 / TIMES;
      Arrays.sort(nanos);
      System.out.printf(
          "%-60s first %6.1f ms, median %6.1f ms, worst %6.1f ms, processor %5.1f ms, %,d bytes%n",
          path, first / 1e6, nanos[TIMES / 2] / 1e6, nanos[TIMES - 1] / 1e6, cpu, bytes);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static int get(Application application, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + application.managementPort() + path);
    HttpResponse<String> answer =
        CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
    return answer.body().length();
  }

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
}
