package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StateDatabase.class)
class InterruptedRunsTest {
  private static final ProcessIdentity ME = ProcessIdentity.current();

  @Parameter StateDatabase database;
  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private StateStore store;
  private Books books;

  @BeforeEach
  void open() {
    store = database.open(folder);
    books = new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRunOfThisProcessIsAliveHoweverLongItIsSilent() {
    Run run = books.open("contacts", RunKind.SCHEDULED);
    clock.advance(Duration.ofDays(1));
    assertThat(books.closeInterrupted()).isEmpty();
    assertThat(stateOf(run.id())).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aRunOfAnotherLiveProcessIsAliveUntilThatEnds() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    runOf(
        new ProcessIdentity(
            ME.host(), other.pid(), other.info().startInstant().orElseThrow().toEpochMilli()));
    clock.advance(Duration.ofDays(1));
    assertThat(books.closeInterrupted()).isEmpty();
    other.destroyForcibly().waitFor();
    assertThat(books.closeInterrupted()).containsExactly("contacts");
    assertThat(stateOf("dead")).isEqualTo(RunState.INTERRUPTED);
    assertThat(books.closeInterrupted()).isEmpty();
  }

  @Test
  void aProcessWithMyPidThatBeganAtAnotherTimeWasAnother() {
    runOf(new ProcessIdentity(ME.host(), ME.pid(), ME.startedAtMillis() - 1_000));
    assertThat(books.closeInterrupted()).containsExactly("contacts");
  }

  @Test
  void aStartThatSeemsToHaveMovedIsNotDeathWhileTheLeaseHolds() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      runOf(new ProcessIdentity(ME.host(), other.pid(), 1));
      clock.advance(Duration.ofSeconds(30));
      assertThat(books.closeInterrupted()).isEmpty();
      clock.advance(Duration.ofMillis(1));
      assertThat(books.closeInterrupted()).containsExactly("contacts");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void aRunOfAnotherMachineIsDeadWhenItsLeaseHasEnded() {
    runOf(new ProcessIdentity("elsewhere", ME.pid(), ME.startedAtMillis()));
    clock.advance(RunLog.LEASE);
    assertThat(books.closeInterrupted()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(books.closeInterrupted()).containsExactly("contacts");
  }

  @Test
  void aSignOfLifeExtendsTheLease() {
    Run run = books.open("contacts", RunKind.SCHEDULED);
    store.useTransaction(handle -> handle.execute("UPDATE run SET host = 'elsewhere'"));
    clock.advance(Duration.ofMinutes(1));
    books.heartbeat();
    assertThat(books.closeInterrupted()).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(books.closeInterrupted()).containsExactly("contacts");
    assertThat(stateOf(run.id())).isEqualTo(RunState.INTERRUPTED);
  }

  @Test
  void anInterruptedRunTellsWhenItWasLastAliveAndWhy() {
    runOf(new ProcessIdentity("elsewhere", 1, 1));
    clock.advance(Duration.ofHours(1));
    books.closeInterrupted();
    RunSummary summary = books.log().find("dead").orElseThrow();
    assertThat(summary.endedAt()).contains(summary.startedAt());
    assertThat(summary.reason()).contains("its process died");
    assertThat(summary.watermark()).isEmpty();
  }

  @Test
  void aFlowWithSeveralDeadRunsIsNamedOnce() {
    for (int i = 0; i < 3; i++) {
      runOf("dead" + i, new ProcessIdentity("elsewhere", i, 1));
    }
    clock.advance(Duration.ofHours(1));
    assertThat(books.closeInterrupted()).isEqualTo(List.of("contacts"));
  }

  private void runOf(ProcessIdentity process) {
    runOf("dead", process);
  }

  private void runOf(String id, ProcessIdentity process) {
    long now = clock.millis();
    store.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO run (id, flow, kind, state, started_at, host, pid,"
                    + " process_started_at, alive_at) VALUES (?, 'contacts', 'scheduled',"
                    + " 'running', ?, ?, ?, ?, ?)",
                id,
                now,
                process.host(),
                process.pid(),
                process.startedAtMillis(),
                now));
  }

  private RunState stateOf(String id) {
    return books.log().find(id).orElseThrow().state();
  }
}
