package dev.oneway.dedup;

import static dev.oneway.record.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Several runs deliver versions in any order and break off anywhere: the newest must remain. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class LedgerStressTest {
  private static final int KEYS = 40;
  private static final int VERSIONS = 30;
  private static final int WORKERS = 4;
  private static final int CHUNKS = 60;

  @Parameter StateDatabase database;
  @TempDir Path folder;
  private final Map<String, MappedRecord> destination = new ConcurrentHashMap<>();
  private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  @Test
  @Timeout(120)
  void theNewestVersionOfEachKeyRemainsAndNoKeyIsInFlightTwice() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
    String url = database.newUrl(folder);
    try {
      List<Callable<Void>> workers =
          IntStream.range(0, WORKERS)
              .mapToObj(seed -> (Callable<Void>) () -> work(url, new Random(seed)))
              .toList();
      for (Future<Void> worker : pool.invokeAll(workers)) {
        worker.get();
      }
    } finally {
      pool.shutdown();
    }
    readEverythingAgain(url);
    assertThat(destination).hasSize(KEYS);
    assertThat(destination.values()).extracting(record -> record.get("Name")).containsOnly("same");
  }

  private Void work(String url, Random random) throws Exception {
    try (StateStore store = StateDatabase.reopen(url)) {
      Books books = books(store);
      Ledger ledger = new Ledger(store, "ledger", Duration.ofSeconds(60));
      Run run = books.open("contacts", RunKind.ONCE);
      for (int i = 0; i < CHUNKS; i++) {
        List<MappedRecord> chunk = new ArrayList<>();
        for (int j = 0; j < 8; j++) {
          chunk.add(version(random.nextInt(KEYS), 1 + random.nextInt(VERSIONS)));
        }
        try (Claim claim = ledger.claim(run, chunk)) {
          deliver(claim, run, random);
        }
      }
      books.close(run);
    }
    return null;
  }

  /** The destination takes all, or breaks off midway and nobody is told. */
  private void deliver(Claim claim, Run run, Random random) {
    boolean breaksOff = random.nextInt(5) == 0;
    int taken = breaksOff ? random.nextInt(claim.records().size() + 1) : claim.records().size();
    claim.records().forEach(r -> assertThat(inFlight.add(r.key())).as("alone in flight").isTrue());
    claim.records().stream().limit(taken).forEach(this::write);
    inFlight.removeAll(claim.keys());
    if (!breaksOff && !claim.records().isEmpty()) {
      settle(claim, run);
    }
  }

  private void write(MappedRecord record) {
    MappedRecord before = destination.put(record.key(), record);
    if (before != null && !record.maybeDelivered()) {
      assertThat(record.version().orElseThrow())
          .as("never older than what is there")
          .isGreaterThanOrEqualTo(before.version().orElseThrow());
    }
  }

  private void readEverythingAgain(String url) throws Exception {
    try (StateStore store = StateDatabase.reopen(url)) {
      Run run = books(store).open("contacts", RunKind.ONCE);
      Ledger ledger = new Ledger(store, "ledger", Duration.ofSeconds(60));
      List<MappedRecord> newest =
          IntStream.range(0, KEYS).mapToObj(key -> version(key, VERSIONS)).toList();
      try (Claim claim = ledger.claim(run, newest)) {
        claim.records().forEach(this::write);
        if (!claim.records().isEmpty()) {
          settle(claim, run);
        }
      }
    }
  }

  private static void settle(Claim claim, Run run) {
    claim.settled(
        run,
        claim.records().stream().map(r -> (Outcome) Outcome.Written.of(r, Fate.UPDATED)).toList());
  }

  private static Books books(StateStore store) {
    return new Books(
        store,
        new DeadLetters(store, Clock.systemUTC()),
        new Overlap(Duration.ZERO, 0),
        Clock.systemUTC());
  }

  /** Every third version looks alike, so that values come back as they were: A → B → A. */
  private static MappedRecord version(int key, int version) {
    return record("k" + key, version, version % 3 == 0 ? "same" : "only in " + version);
  }
}
