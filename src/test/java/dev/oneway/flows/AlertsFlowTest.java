package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.oneway.alert.Alert;
import dev.oneway.app.Application;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.slack.SlackMessage;
import dev.oneway.demo.slack.SlackSandbox;
import dev.oneway.flow.Entry;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination is out of order for a while, and the shipped flow of alerts tells Slack. */
class AlertsFlowTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final AtomicInteger status = new AtomicInteger(200);
  private HttpServer destination;
  private SlackSandbox slack;
  private String channel;
  private Home home;

  @BeforeEach
  void aDestinationAndSlack() throws IOException {
    destination = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    destination.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    destination.start();
    slack = SlackSandbox.start(0, "xoxb-s3cret", Weather.CLEAR);
    channel = slack.workspace().addChannel("alerts");
    String source = "jdbc:sqlite:" + folder.resolve("source.db");
    Sql.execute(source, "CREATE TABLE people AS SELECT 1 AS id, 'Ann' AS name");
    home =
        new Home(folder)
            .copy("routes/alerts.camel.yaml")
            .copy("mappings/oneway-alert-to-slack-message.yaml")
            .set("slack.url", slack.url())
            .set("slack.alerts.channel", channel)
            .set("oneway.auth.slack.type", "bearer")
            .set("oneway.auth.slack.token", "xoxb-s3cret")
            .set("oneway.http.attempts", "1")
            .source("source", source)
            .write("mappings/people.yaml", MAPPING)
            .write(
                "routes/people-to-app.camel.yaml",
                ROUTE.formatted(destination.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    destination.stop(0);
    slack.close();
  }

  private static final String MAPPING =
      """
      source: { system: HR, object: people }
      destination: { system: App, object: person }
      key: { id: id }
      fields: { name: name }
      """;

  private static final String ROUTE =
      """
      - route:
          id: people-to-app
          from:
            uri: quartz:people-to-app
            parameters: { cron: "0 0 3 1 1 ?", stateful: true }
            steps:
              - to: { uri: "sql:select id, name from people", parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 10 } }
              - split:
                  expression: { ref: { expression: chunk10 } }
                  streaming: true
                  stopOnException: true
                  steps:
                    - to: mapping:people
                    - to:
                        uri: http-upsert:http://127.0.0.1:%d
                        parameters: { upsert: "RAW(PUT /people/${key})" }
      """;

  private List<String> told() {
    return slack.workspace().messages(channel).stream().map(SlackMessage::text).toList();
  }

  private RunState run(Application application) {
    int before = application.books().log().latestOf("people-to-app", 100).size();
    application.fire("people-to-app");
    RunSummary ended =
        await()
            .atMost(SOON)
            .until(
                () -> application.books().log().latestOf("people-to-app", 100),
                runs -> runs.size() > before && runs.get(0).endedAt().isPresent())
            .get(0);
    return ended.state();
  }

  @Test
  void anOutageIsToldTwiceWhenItBeginsAndWhenItIsOverWithTheTimeItTook() {
    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).allMatch(flow -> flow.isReady(), "ready");
      application.takeOver();
      assertThat(run(application)).isEqualTo(RunState.DONE);
      status.set(503);
      assertThat(run(application)).isEqualTo(RunState.FAILED);
      assertThat(run(application)).isEqualTo(RunState.FAILED);
      await().atMost(SOON).until(() -> told().size() == 1);
      status.set(200);
      assertThat(run(application)).isEqualTo(RunState.DONE);
      assertThat(run(application)).isEqualTo(RunState.DONE);
      await().atMost(SOON).until(() -> told().size() == 2);
      assertThat(application.alerts().latest(10)).hasSize(1);
      assertThat(application.alerts().open()).isEmpty();
    }
    assertThat(told().toString())
        .contains(":warning: *people-to-app* failing: A run has failed (unavailable).")
        .containsPattern(
            ":white_check_mark: \\*people-to-app\\* failing: recovered after \\d+ s\\.");
  }

  @Test
  void whatWasRaisedBeforeADeathIsToldAfterIt() {
    status.set(503);
    String alert;
    try (Application application = home.start(Entry.ONCE)) {
      application.loadFlow("people-to-app");
      application.takeOver();
      application.call("people-to-app", dev.oneway.run.RunKind.ONCE, null);
      alert = application.alerts().open().get(0).id();
    }
    assertThat(told()).isEmpty();
    try (Application application = home.start(Entry.SCHEDULE)) {
      application.loadFlows();
      application.takeOver();
      await().atMost(SOON).until(() -> told().size() == 1);
      assertThat(application.alerts().acknowledge(alert, "ann")).isTrue();
      assertThat(application.alerts().acknowledge(alert, "bo")).isFalse();
      assertThat(application.alerts().open())
          .extracting(Alert::acknowledged)
          .allMatch(seen -> seen.orElseThrow().by().equals("ann"));
    }
  }
}
