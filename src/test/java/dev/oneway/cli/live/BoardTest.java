package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.flow.FlowWay;
import dev.oneway.record.TestRecords;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a board knows of runs in real books. */
class BoardTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-31T10:00:00Z");
  private StateStore store;
  private Books books;
  private Board board;

  @BeforeEach
  void open() {
    String url = "jdbc:sqlite:" + folder.resolve("state.db");
    store = StateStore.open(url, null, null, Duration.ofSeconds(5));
    books =
        new Books(
            store, new DeadLetters(store, Clock.systemUTC()), Overlap.DEFAULT, Clock.systemUTC());
    board =
        new Board(
            List.of("people", "orders"),
            Map.of("people", new FlowWay("HR people", "Access control people")),
            books::openRuns,
            () -> now);
    books.addObserver(board);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void deliver(Run run, Fate fate, String... names) {
    run.read(names.length);
    List<Outcome> outcomes =
        Arrays.stream(names)
            .map(name -> (Outcome) Outcome.Written.of(TestRecords.record(name, 1, name), fate))
            .toList();
    run.settle(new DefaultExchange(new DefaultCamelContext()), outcomes);
  }

  private FlowSight people() {
    return board.look().get(0);
  }

  @Test
  void aFlowThatNeverRanIsThereToo() {
    assertThat(board.look()).extracting(FlowSight::flow).containsExactly("people", "orders");
    assertThat(people().state()).isEmpty();
    assertThat(people().last()).isEmpty();
    assertThat(people().way()).isEqualTo("HR people → Access control people");
  }

  @Test
  void allRunsOfAFlowAreAddedUpThoseThatAreOpenToo() {
    Run first = books.open("people", RunKind.ONCE);
    deliver(first, Fate.CREATED, "Ann Lee", "Bo Ek");
    assertThat(people().state()).contains(RunState.RUNNING);
    assertThat(people().counts().of(Fate.CREATED)).isEqualTo(2);
    books.close(first);
    assertThat(people().state()).contains(RunState.DONE);
    Run second = books.open("people", RunKind.ONCE);
    deliver(second, Fate.UPDATED, "Bo Ek");
    assertThat(people().counts().of(Fate.CREATED)).isEqualTo(2);
    assertThat(people().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(people().counts().read()).isEqualTo(3);
  }

  @Test
  void theNewestRecordsAreToldByName() {
    Run run = books.open("people", RunKind.ONCE);
    deliver(run, Fate.CREATED, "Ann Lee", "Bo Ek");
    deliver(run, Fate.UNCHANGED, "Cy Ray");
    assertThat(people().newest()).isEqualTo("Bo Ek");
    assertThat(board.newest())
        .containsExactly(
            new Board.Arrival(now, "people", Fate.CREATED, "Access control people", "Bo Ek"));
  }

  @Test
  void howMuchArrivesASecondIsKnownOfTheLastSeconds() {
    Run run = books.open("people", RunKind.ONCE);
    deliver(run, Fate.CREATED, "a", "b", "c", "d", "e", "f");
    people();
    assertThat(people().history()).endsWith(0L, 6L).hasSize(Tally.BUCKETS);
    now = now.plusSeconds(6);
    assertThat(people().perSecond()).isEqualTo(0.5);
    assertThat(people().history()).endsWith(6L, 0L);
    now = now.plusSeconds(60);
    assertThat(people().perSecond()).isZero();
    assertThat(people().history()).containsOnly(0L);
    assertThat(people().last()).isEqualTo(Optional.of(now.minusSeconds(66)));
  }

  @Test
  void whatOtherFlowsDoIsLeftOut() {
    Run other = books.open("unknown", RunKind.ONCE);
    deliver(other, Fate.CREATED, "x");
    books.close(other);
    assertThat(board.newest()).isEmpty();
    assertThat(board.look()).allMatch(sight -> sight.counts().read() == 0);
  }
}
