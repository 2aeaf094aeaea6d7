package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a route does with its records, none disappears while the run says it is done. */
class BooksOfARouteTest {
  private static final String SOURCE =
      """
      - to:
          uri: "sql:SELECT * FROM people WHERE updated_at >= :#${exchangeProperty.since} ORDER BY id"
          parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
      """;
  private static final String SPLIT =
      """
      - split:
          expression: { ref: { expression: chunk100 } }
          streaming: true
          stopOnException: STOP
          steps:
            - bean: { beanType: dev.oneway.flows.Sabotage, method: pass }
            - to: mapping:people
            - to: dedup:ledger
            - to: jdbc-upsert:people?dataSource=#target
      """;

  @TempDir private Path folder;
  private People people;

  @BeforeEach
  void open() {
    people = new People(folder, 300);
  }

  @AfterEach
  void close() {
    Sabotage.none();
  }

  private void unbalanced() {
    RunSummary failed = people.failedRun();
    assertThat(failed.reason().orElseThrow()).contains("books don't balance", "300 records read");
  }

  @Test
  void aFilterThatDropsRecordsIsFoundOut() {
    people.steps(
        """
        - filter:
            simple: "${exchangeProperty.CamelSplitIndex} != 1"
            steps:
              - to: mapping:people
              - to: dedup:ledger
              - to: jdbc-upsert:people?dataSource=#target
        """);
    unbalanced();
  }

  @Test
  void aFilterBehindTheMappingIsFoundOut() {
    people.steps(
        """
        - to: mapping:people
        - to: dedup:ledger
        - filter:
            simple: "${exchangeProperty.CamelSplitIndex} != 2"
            steps:
              - to: jdbc-upsert:people?dataSource=#target
        """);
    unbalanced();
  }

  @Test
  void anAggregateThatKeepsOnlyTheLatestIsFoundOut() {
    people.steps(
        """
        - aggregate:
            correlationExpression: { constant: "true" }
            aggregationStrategy: "#class:org.apache.camel.processor.aggregate.UseLatestAggregationStrategy"
            completionSize: 3
            steps:
              - to: mapping:people
              - to: dedup:ledger
              - to: jdbc-upsert:people?dataSource=#target
        """);
    RunSummary failed = people.failedRun();
    assertThat(failed.counts().balanced()).isFalse();
  }

  @Test
  void aRouteThatForgetsTheDestinationIsFoundOut() {
    people.steps("- to: mapping:people\n- to: dedup:ledger\n");
    unbalanced();
  }

  @Test
  void aRouteThatDeliversTwiceIsFoundOut() {
    people.steps(
        """
        - to: mapping:people
        - to: jdbc-upsert:people?dataSource=#target
        - toD: jdbc-upsert:people?dataSource=#target
        """);
    assertThat(people.failedRun().reason().orElseThrow())
        .contains("books don't balance", "600 accounted for");
  }

  @Test
  void aFailureThatTheRouteHandlesFailsTheRunAllTheSame() {
    for (String stop : List.of("true", "false")) {
      handled("true", stop);
      Sabotage.at(1, () -> Sql.execute(people.target, "ALTER TABLE people RENAME TO gone"));
      assertThat(people.failedRun().reason().orElseThrow()).contains("`people`");
      Sql.execute(people.target, "ALTER TABLE gone RENAME TO people");
    }
    assertThat(people.healingRun().counts().of(Fate.CREATED)).isEqualTo(300);
  }

  @Test
  void aFailureThatADoTryCatchesFailsTheRunAllTheSame() {
    Sabotage.at(
        1, () -> Sql.execute(people.target, "ALTER TABLE people RENAME COLUMN salary TO pay"));
    people.route(
        SOURCE
            + "- doTry:\n    steps:\n"
            + SPLIT.replace("STOP", "true").indent(6)
            + "    doCatch:\n      - exception: [java.lang.Exception]\n        steps:\n"
            + "          - log: caught\n");
    assertThat(people.failedRun().reason().orElseThrow()).contains("salary", "pay");
  }

  private void handled(String handled, String stop) {
    people.home.write(
        "routes/people-to-target.camel.yaml",
        """
        - route:
            id: people-to-target
            from:
              uri: quartz:people-to-target
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
                - onException:
                    exception: [java.lang.Exception]
                    handled: { constant: "HANDLED" }
                    steps:
                      - log: handled
        """
                .replace("HANDLED", handled)
            + (SOURCE + SPLIT.replace("STOP", stop)).indent(8));
  }

  @Test
  void aStopStepFailsTheRunWhenRecordsAreLeft() {
    people.steps(
        """
        - to: mapping:people
        - to: dedup:ledger
        - choice:
            when:
              - simple: "${exchangeProperty.CamelSplitIndex} == 1"
                steps:
                  - stop: {}
        - to: jdbc-upsert:people?dataSource=#target
        """);
    RunSummary failed = people.failedRun();
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aSetBodyThatReplacesTheRecordsIsFoundOut() {
    people.steps(
        """
        - to: mapping:people
        - to: dedup:ledger
        - setBody: { simple: "${body[0]}" }
        - to: jdbc-upsert:people?dataSource=#target
        """);
    assertThat(people.failedRun().counts().balanced()).isFalse();
  }
}
