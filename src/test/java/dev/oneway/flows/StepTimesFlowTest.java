package dev.oneway.flows;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.oneway.run.RunSummary;
import dev.oneway.run.StepKind;
import dev.oneway.run.StepTime;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where the time of a run goes: a slow destination is the one that is named. */
class StepTimesFlowTest {
  private static final int STALL_MILLIS = 150;

  @RegisterExtension
  static final WireMockExtension APP =
      WireMockExtension.newInstance()
          .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
          .build();

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void aSourceAndAMapping() {
    String source = "jdbc:sqlite:" + folder.resolve("source.db");
    Sql.execute(
        source,
        "CREATE TABLE people AS WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n"
            + " WHERE id < 20) SELECT id, 'Ann' AS name FROM n");
    home =
        new Home(folder)
            .source("source", source)
            .set("app.url", APP.baseUrl())
            .write(
                "mappings/people.yaml",
                """
                source: { system: HR, object: people }
                destination: { system: App, object: person }
                key: { id: id }
                fields: { name: name }
                """)
            .write(
                "routes/people-to-app.camel.yaml",
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
                              - to: dedup:ledger
                              - to: direct:people-to-app-deliver
                - route:
                    id: people-to-app-deliver
                    from:
                      uri: direct:people-to-app-deliver
                      steps:
                        - to:
                            uri: "http-upsert:{{app.url}}"
                            parameters: { upsert: "RAW(PUT /people/${key})" }
                """);
  }

  private static Duration time(RunSummary run, StepKind kind) {
    return run.steps().stream()
        .filter(step -> step.step().kind() == kind)
        .map(StepTime::time)
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void aSlowDestinationIsWhereTheTimeGoes() {
    APP.stubFor(any(anyUrl()).willReturn(noContent().withFixedDelay(STALL_MILLIS)));
    RunSummary run = home.runOnce("people-to-app");
    assertThat(run.stateInWords()).isEqualTo("done");
    assertThat(run.steps())
        .extracting(step -> step.step().name())
        .containsExactly("sql", "mapping:people", "dedup:ledger", "http-upsert:{{app.url}}");
    assertThat(run.steps().get(0).chunks()).isEqualTo(2);
    assertThat(run.steps()).allMatch(step -> step.chunks() >= 2);
    Duration destination = time(run, StepKind.DESTINATION);
    assertThat(destination).isGreaterThanOrEqualTo(Duration.ofMillis(2 * STALL_MILLIS));
    assertThat(run.steps().stream().map(StepTime::time).reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(run.duration().plusMillis(1));
  }
}
