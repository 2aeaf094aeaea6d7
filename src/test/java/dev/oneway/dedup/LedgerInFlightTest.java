package dev.oneway.dedup;

import static dev.oneway.record.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Books;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes, or two threads, with one key. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class LedgerInFlightTest {
  @Parameter StateDatabase database;
  @TempDir Path folder;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private Node here;
  private Node there;

  /** As much of Oneway as runs in one process. */
  private static final class Node implements AutoCloseable {
    final StateStore store;
    final Books books;
    final Ledger ledger;

    Node(String url, Duration patience) {
      store = StateDatabase.reopen(url);
      Clock clock = Clock.systemUTC();
      books = new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
      ledger = new Ledger(store, "ledger", patience);
    }

    Run run() {
      return books.open("contacts", RunKind.ONCE);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  @BeforeEach
  void open() {
    String url = database.newUrl(folder);
    here = new Node(url, Duration.ofSeconds(20));
    there = new Node(url, Duration.ofMillis(300));
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
    here.close();
    there.close();
  }

  @Test
  void whoComesLaterWaitsAndSeesWhatWasDelivered() throws Exception {
    Run first = there.run();
    Claim old = there.ledger.claim(first, List.of(record("1", 1, "A")));
    settle(old, first);
    Claim changed = there.ledger.claim(first, List.of(record("1", 2, "B")));

    Run second = here.run();
    Future<Claim> waiting =
        pool.submit(() -> here.ledger.claim(second, List.of(record("1", 3, "A"))));
    stillWaits(waiting);
    settle(changed, first);

    assertThat(names(waiting.get(10, TimeUnit.SECONDS))).containsExactly("A");
  }

  @Test
  void anUnchangedRecordWaitsTooBecauseItMayBeTheNewest() throws Exception {
    Run first = there.run();
    settle(there.ledger.claim(first, List.of(record("1", 1, "A"))), first);
    there.ledger.claim(first, List.of(record("1", 2, "B")));

    Run second = here.run();
    Future<Claim> waiting =
        pool.submit(() -> here.ledger.claim(second, List.of(record("1", 1, "A"))));
    stillWaits(waiting);
  }

  @Test
  void otherKeysDoNotWait() throws Exception {
    Run first = there.run();
    there.ledger.claim(first, List.of(record("1", 1, "A")));
    Run second = here.run();
    assertThat(names(here.ledger.claim(second, List.of(record("2", 1, "B"))))).containsExactly("B");
  }

  @Test
  void patienceEndsWithTheNameOfTheOtherRunAndNothingClaimedOrCounted() throws Exception {
    Run first = here.run();
    here.ledger.claim(first, List.of(record("1", 1, "A")));
    Run second = there.run();
    List<MappedRecord> chunk =
        List.of(record("1", 2, "B"), record("2", 1, "x"), record("2", 2, "y"));
    assertThatThrownBy(() -> there.ledger.claim(second, chunk))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining(first.id());
    assertThat(second.counts().settled()).isZero();
    assertThat(names(here.ledger.claim(first, List.of(record("2", 1, "x"))))).containsExactly("x");
  }

  @Test
  void aRunThatEndedLeavesItsClaimToTheNextInDoubt() throws Exception {
    Run first = there.run();
    there.ledger.claim(first, List.of(record("1", 1, "A"), record("2", 1, "A")));
    first.fail(new IllegalStateException("the destination went away"));
    there.books.close(first);

    Run second = here.run();
    Claim claim = here.ledger.claim(second, List.of(record("1", 1, "A"), record("3", 1, "A")));
    assertThat(claim.records())
        .extracting(MappedRecord::key, MappedRecord::maybeDelivered)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1", true),
            org.assertj.core.groups.Tuple.tuple("3", false));
    settle(claim, second);
    Claim later = here.ledger.claim(second, List.of(record("2", 1, "A")));
    assertThat(later.records()).allMatch(MappedRecord::maybeDelivered).hasSize(1);
  }

  @Test
  void aRunThatIsNotInTheHistoryAnyMoreHoldsNothing() throws Exception {
    Run first = there.run();
    there.ledger.claim(first, List.of(record("1", 1, "A")));
    there.store.useTransaction(handle -> handle.execute("DELETE FROM run"));
    assertThat(here.ledger.claim(here.run(), List.of(record("1", 1, "A"))).records())
        .allMatch(MappedRecord::maybeDelivered)
        .hasSize(1);
  }

  @Test
  void aRunThatWasTakenForDeadCannotConfirmWhatAnotherRunTookOver() throws Exception {
    Run silent = there.run();
    Claim overtaken =
        there.ledger.claim(silent, List.of(record("1", 1, "old"), record("2", 1, "x")));
    there.store.useTransaction(
        handle -> handle.execute("UPDATE run SET state = 'interrupted' WHERE id = ?", silent.id()));

    Run second = here.run();
    settle(here.ledger.claim(second, List.of(record("1", 2, "new"))), second);

    assertThatThrownBy(() -> settle(overtaken, silent))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("took it over");
    assertThat(names(here.ledger.claim(second, List.of(record("1", 2, "new"))))).isEmpty();
    assertThat(here.ledger.claim(second, List.of(record("2", 1, "x"))).records())
        .allMatch(MappedRecord::maybeDelivered)
        .hasSize(1);
  }

  @Test
  void twoChunksOfOneRunWithOneKeyGoOneAfterTheOther() throws Exception {
    Run run = here.run();
    Claim first = here.ledger.claim(run, List.of(record("1", 2, "new")));
    Future<Claim> waiting =
        pool.submit(() -> here.ledger.claim(run, List.of(record("1", 1, "old"))));
    stillWaits(waiting);
    settle(first, run);
    assertThat(names(waiting.get(10, TimeUnit.SECONDS))).isEmpty();
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(1);
  }

  @Test
  void aLaterChunkOfARunGoesOnWhenTheEarlierOneFailed() throws Exception {
    Run run = here.run();
    Claim failed = here.ledger.claim(run, List.of(record("1", 1, "A")));
    Future<Claim> waiting = pool.submit(() -> here.ledger.claim(run, List.of(record("1", 1, "A"))));
    stillWaits(waiting);
    failed.close();
    assertThat(waiting.get(10, TimeUnit.SECONDS).records())
        .allMatch(MappedRecord::maybeDelivered)
        .hasSize(1);
  }

  private static void stillWaits(Future<Claim> claim) {
    await()
        .during(Duration.ofMillis(150))
        .atMost(Duration.ofSeconds(5))
        .until(() -> !claim.isDone());
  }

  private static void settle(Claim claim, Run run) {
    claim.settled(
        run,
        claim.records().stream().map(r -> (Outcome) Outcome.Written.of(r, Fate.UPDATED)).toList());
    claim.close();
  }

  private static List<String> names(Claim claim) {
    return claim.records().stream().map(record -> (String) record.get("Name")).toList();
  }
}
