package dev.oneway.bench;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.hubspot.HubSpotSandbox;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of HubSpot's limit of searches a whole flow reaches: contacts become leads, with the
 * files as they are shipped, between the two sandboxes. Tells also how long the destination was
 * busy, since a flow is as slow as the slower of its ends. Run by hand.
 */
public final class RateBench {
  private static final String FLOW = "hubspot-mql-to-salesforce-lead";
  private static final int WARM_UP = 4_000;
  private static final int CONTACTS = 12_000;
  private static final int SEARCHES_A_SECOND = 5;
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private RateBench() {}

  public static void main(String[] arguments) throws IOException {
    measure(WARM_UP);
    measure(CONTACTS);
  }

  private static void measure(int contacts) throws IOException {
    Line searches = new Line();
    Line writes = new Line();
    Path folder = Files.createTempDirectory("rate-bench");
    try (HubSpotSandbox hubspot = HubSpotSandbox.start(0, "s3cret-token", searches);
        SalesforceSandbox salesforce =
            SalesforceSandbox.start(0, "the-client", "s3cret-secret", writes)) {
      hubspot.account().addQualifiedContacts(contacts);
      RunSummary run = home(folder, hubspot, salesforce).runOnce(FLOW);
      System.out.printf("%n%s, %s%s%n", run.state(), run.counts(), run.trafficInWords());
    }
    print(searches, writes);
  }

  private static Home home(Path folder, HubSpotSandbox hubspot, SalesforceSandbox salesforce) {
    return new Home(folder)
        .copy("routes/" + FLOW + ".camel.yaml")
        .copy("mappings/hubspot-contact-to-salesforce-lead.yaml")
        .set("hubspot.url", hubspot.url())
        .set("oneway.auth.hubspot.type", "bearer")
        .set("oneway.auth.hubspot.token", "s3cret-token")
        .set("salesforce.url", salesforce.url())
        .set("oneway.auth.salesforce.type", "client-credentials")
        .set("oneway.auth.salesforce.tokenUrl", salesforce.tokenUrl())
        .set("oneway.auth.salesforce.clientId", "the-client")
        .set("oneway.auth.salesforce.clientSecret", "s3cret-secret");
  }

  private static void print(Line searches, Line writes) {
    double seconds = searches.seconds();
    // Of so many, the last one is let through no sooner.
    double shortest = Math.floor((searches.count() - 1) / (double) SEARCHES_A_SECOND);
    System.out.printf(
        "%d searches in %.1f s, %d refused, at most %d within a second: %.1f %% of HubSpot's limit%n",
        searches.count(),
        seconds,
        searches.refused.get(),
        searches.mostWithinASecond(),
        100 * shortest / seconds);
    System.out.printf(
        "HubSpot worked on them for %.1f s, Salesforce on %d requests for %.1f s%n",
        searches.busySeconds(), writes.count(), writes.busySeconds());
  }

  /** The line to a sandbox: notes when requests come. */
  private static final class Line implements Weather {
    private final List<Long> times = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong busyNanos = new AtomicLong();
    private final AtomicInteger refused = new AtomicInteger();

    @Override
    public void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
      long begin = System.nanoTime();
      times.add(begin);
      Reply reply = vendor.answer(request);
      if (reply.status() == 429) {
        refused.incrementAndGet();
      }
      Weather.send(exchange, reply);
      busyNanos.addAndGet(System.nanoTime() - begin);
    }

    double busySeconds() {
      return busyNanos.get() / NANOS;
    }

    int count() {
      return times.size();
    }

    double seconds() {
      return (times.get(times.size() - 1) - times.get(0)) / NANOS;
    }

    int mostWithinASecond() {
      int most = 0;
      for (int from = 0, to = 0; to < times.size(); to++) {
        while (times.get(to) - times.get(from) >= NANOS) {
          from++;
        }
        most = Math.max(most, to - from + 1);
      }
      return most;
    }
  }
}
