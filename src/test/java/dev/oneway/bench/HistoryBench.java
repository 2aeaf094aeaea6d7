package dev.oneway.bench;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.state.StateStore;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How long operations wait for an answer with 100 flows and a million runs in a SQLite state store:
 * half of the runs within the last week, 100,000 dead letters. Prints, of 20 requests to each
 * address, the first, the median and the worst, and what one costs the processor, client included.
 *
 * <p>Arguments: runs (1000000).
 */
public final class HistoryBench {
  private static final int FLOWS = 100;
  private static final int LETTERS = 100_000;
  private static final int TIMES = 20;

  private HistoryBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    Path folder = Files.createTempDirectory("oneway-history");
    Home home = home(folder);
    long begun = System.nanoTime();
    fill(home.settings().get("oneway.state.url"), runs);
    System.out.printf("filled in %.1f s%n", (System.nanoTime() - begun) / 1e9);
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

  private static void fill(String url, int runs) {
    try (StateStore store = StateStore.open(url, null, null)) {
      long now = System.currentTimeMillis();
      long week = 7 * 86_400_000L;
      store.useTransaction(
          handle -> {
            handle.execute(
                "INSERT INTO run (id, flow, kind, state, started_at, ended_at, host, pid,"
                    + " process_started_at, alive_at, read_count, created, unchanged, calls)"
                    + " WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                    + " SELECT lower(hex(randomblob(16))), 'flow-' || (i % ?), 'scheduled',"
                    + " CASE WHEN i % 50 = 49 THEN 'failed' ELSE 'done' END,"
                    + " CASE WHEN i < ? THEN ? - ? - (? - i) * 14400"
                    + " ELSE ? - (? - i) * ? END, 0, 'h', 1, 1, 0, 100, 10, 90, 3 FROM n",
                runs - 1, FLOWS, runs / 2, now, week, runs / 2, now, runs, week / (runs / 2));
            handle.execute("UPDATE run SET ended_at = started_at + 100 + abs(random() % 60000)");
            handle.execute(
                "INSERT INTO run_hour SELECT flow, ended_at / 3600000,"
                    + " SUM(state = 'done'), SUM(state = 'failed'), 0, SUM(ended_at - started_at),"
                    + " SUM(read_count), 0, SUM(unchanged), 0, SUM(created), 0, 0, 0, 0, 0, 0,"
                    + " SUM(calls) FROM run GROUP BY flow, ended_at / 3600000");
            handle.execute(
                "INSERT INTO run_day_duration SELECT flow, ended_at / 86400000,"
                    + " CAST(8 * log2(ended_at - started_at) AS INTEGER), COUNT(*) FROM run"
                    + " GROUP BY flow, ended_at / 86400000,"
                    + " CAST(8 * log2(ended_at - started_at) AS INTEGER)");
            handle.execute(
                "INSERT INTO flow_status (flow, part, last_ended_at, last_success_at)"
                    + " SELECT flow, 'source', MAX(ended_at), MAX(ended_at) FROM run GROUP BY flow");
            handle.execute(
                "INSERT INTO dead_letter (id, flow, identity, source, category, reason, attempts,"
                    + " first_at, last_at, run_id, state, closed_at)"
                    + " WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                    + " SELECT lower(hex(randomblob(18))), 'flow-' || (i % ?), 'k' || i, '{}',"
                    + " 'value', 'no', 1, ? - i * 1000, ? - i * 1000, 'r',"
                    + " CASE WHEN i % 2 = 0 THEN 'waiting' ELSE 'delivered' END,"
                    + " CASE WHEN i % 2 = 0 THEN NULL ELSE ? END FROM n",
                LETTERS - 1, FLOWS, now, now, now);
          });
    }
  }

  private static void measure(Application application) throws IOException, InterruptedException {
    String run = application.books().log().latestOf("flow-7", 1).get(0).id();
    String old = application.books().log().latest(100_000).get(9_999).id();
    for (String path :
        new String[] {
          "/api/flows",
          "/api/flows/flow-7",
          "/api/runs",
          "/api/runs?limit=500",
          "/api/runs?flow=flow-7",
          "/api/runs?before=" + old,
          "/api/runs?flow=flow-7&before=" + run,
          "/api/runs/" + run,
          "/api/stats",
          "/api/stats?flow=flow-7",
          "/api/dead-letters",
          "/api/dead-letters?flow=flow-7",
          "/api/alerts?all=true",
          "/health",
          "/metrics"
        }) {
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
