package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.state.StateDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a step is called, and that its time is kept with the run. */
class StepTimesTest {
  private static final Step MAPPING = Step.of("mapping:people", false);

  @ParameterizedTest
  @CsvSource({
    "mapping:people,false,mapping:people,mapping",
    "dedup:ledger?x=1,true,dedup:ledger,dedup",
    "kamelet:hubspot-search-source?object=contacts,false,kamelet:hubspot-search-source,source",
    "kamelet:salesforce-upsert-sink?object=Lead,true,kamelet:salesforce-upsert-sink,destination",
    "inbox:tickets?key=/id,false,inbox:tickets,destination",
    "http-upsert:{{app.url}}/people,true,http-upsert:{{app.url}}/people,destination",
    "http-upsert:https://ann:s3cret@app.test/people?auth=x,true,"
        + "http-upsert:https://app.test/people,destination",
    "sql:SELECT * FROM people WHERE name <> 'Ann',false,sql,source"
  })
  void aStepIsCalledByWhereItLeads(String uri, boolean mapped, String name, String kind) {
    Step step = Step.of(uri, mapped);
    assertThat(step.name()).isEqualTo(name);
    assertThat(step.kind().word()).isEqualTo(kind);
  }

  @Test
  void whatIsReadWhileChunksAreOnTheirWayIsTimeOfTheStepThatReads() {
    StepTimes times = new StepTimes();
    times.read(1_000_000, 1);
    Step orders = Step.of("kamelet:shop-orders-source", false);
    times.took(orders, 2_000_000, 0, Optional.empty());
    times.took(MAPPING, 3_000_000, 1, Optional.empty());
    times.read(4_000_000, 1);
    times.took(MAPPING, 5_000_000, 1, Optional.empty());
    assertThat(times.list())
        .containsExactly(
            new StepTime(Step.SOURCE, Duration.ofMillis(1), 1),
            new StepTime(orders, Duration.ofMillis(6), 1),
            new StepTime(MAPPING, Duration.ofMillis(8), 2));
  }

  @ParameterizedTest
  @EnumSource(StateDatabase.class)
  void whatStepsTookIsKeptWithTheRun(StateDatabase database) {
    TestClock clock = new TestClock();
    Books books =
        new Books(
            database.shared(), new DeadLetters(database.shared(), clock), Overlap.DEFAULT, clock);
    Run run = books.open("contacts-" + UUID.randomUUID(), RunKind.SCHEDULED);
    assertThat(books.log().find(run.id()).orElseThrow().steps()).isEmpty();
    run.steps().took(MAPPING, 3_000_000, 1, Optional.empty());
    books.heartbeat();
    assertThat(books.log().find(run.id()).orElseThrow().steps())
        .containsExactly(new StepTime(MAPPING, Duration.ofMillis(3), 1));
    run.steps().took(MAPPING, 4_000_000, 1, Optional.empty());
    assertThat(books.close(run).steps())
        .isEqualTo(List.of(new StepTime(MAPPING, Duration.ofMillis(7), 2)));
  }
}
