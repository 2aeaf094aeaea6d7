package dev.oneway.dedup;

import static dev.oneway.record.TestRecords.owned;
import static dev.oneway.record.TestRecords.record;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.Assignment;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.TestRecords;
import dev.oneway.record.Version;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that are given out in turn and kept. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class LedgerAssignmentTest {
  @Parameter StateDatabase database;
  private StateStore store;
  private Ledger ledger;
  private Run run;

  @BeforeEach
  void open() {
    store = database.shared();
    ledger = ledger(store, "ledger");
    run = books(store).open("leads-" + UUID.randomUUID(), RunKind.ONCE);
  }

  @Test
  void theTurnGoesRoundInTheOrderOfTheRecords() throws Exception {
    assertThat(deliver(lead("b"), lead("a"), lead("c"))).containsExactly("X", "Y", "Z");
    assertThat(deliver(lead("d"), lead("e"))).containsExactly("X", "Y");
  }

  @Test
  void aThousandRecordsInChunksAreSharedOutFairly() throws Exception {
    List<Object> owners = new ArrayList<>();
    for (int from = 0; from < 1_000; from += 7) {
      owners.addAll(
          deliver(
              IntStream.range(from, Math.min(1_000, from + 7))
                  .mapToObj(i -> lead("k" + i))
                  .toArray(MappedRecord[]::new)));
    }
    assertThat(counted(owners)).isEqualTo(Map.of("X", 334L, "Y", 333L, "Z", 333L));
  }

  @Test
  void aChunkOfAnySizeIsRemembered() throws Exception {
    List<MappedRecord> chunk = IntStream.range(0, 2_500).mapToObj(i -> lead("k" + i)).toList();
    Claim leftBehind = ledger.claim(run, chunk);
    leftBehind.close();
    assertThat(deliver(chunk.toArray(MappedRecord[]::new)))
        .isEqualTo(owners(leftBehind.records()))
        .hasSize(2_500);
  }

  @Test
  void aCrashBeforeTheDestinationAnsweredChangesNothing() throws Exception {
    deliver(lead("1"));
    ledger.claim(run, List.of(lead("2"), lead("3")));
    store.useTransaction(
        handle -> handle.execute("UPDATE run SET state = 'interrupted' WHERE id = ?", run.id()));

    Ledger afterwards = ledger(store, "ledger");
    Run next = books(store).open(run.flow(), RunKind.ONCE);
    Claim claim = afterwards.claim(next, List.of(lead("4"), lead("3"), lead("2")));
    assertThat(owners(claim.records())).containsExactly("X", "Z", "Y");
    assertThat(claim.records())
        .extracting(MappedRecord::maybeDelivered)
        .containsExactly(false, true, true);
  }

  @Test
  void aRecordTheDestinationDidNotAnswerForKeepsItsValue() throws Exception {
    Claim claim = ledger.claim(run, List.of(lead("1"), lead("2")));
    claim.settled(run, List.of(Outcome.Written.of(claim.records().get(0), Fate.CREATED)));
    claim.close();
    assertThat(deliver(lead("1"), lead("2"))).containsExactly("Y");
  }

  @Test
  void aRefusedRecordKeepsItsValueForTheRetry() throws Exception {
    Claim claim = ledger.claim(run, List.of(lead("1"), lead("2")));
    claim.settled(
        run,
        claim.records().stream()
            .map(r -> (Outcome) new Outcome.Refused(r, "type", Optional.empty(), "no"))
            .toList());
    claim.close();
    assertThat(deliver(lead("3"), lead("2"), lead("1"))).containsExactly("Z", "Y", "X");
  }

  @Test
  void anUpdatedRecordKeepsItsValue() throws Exception {
    deliver(lead("1"), lead("2"));
    assertThat(deliver(owned("2", 2, "B", "X", "Y", "Z"))).containsExactly("Y");
    assertThat(deliver(owned("2", 3, "A", "X", "Y", "Z"))).containsExactly("Y");
    assertThat(deliver(lead("3"))).containsExactly("Z");
  }

  @Test
  void anUnchangedRecordIsNotDeliveredAndTakesNoTurn() throws Exception {
    deliver(lead("1"));
    assertThat(deliver(lead("1"))).isEmpty();
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(1);
    assertThat(deliver(lead("2"))).containsExactly("Y");
  }

  @Test
  void whoTakesTurnsMayChangeAndNothingIsDeliveredAgain() throws Exception {
    deliver(lead("1"), lead("2"));
    assertThat(deliver(owned("1", 1, "A", "V", "W"))).isEmpty();
    assertThat(deliver(owned("1", 2, "B", "V", "W"), owned("2", 2, "B", "V", "W")))
        .containsExactly("X", "Y");
    assertThat(deliver(owned("3", 1, "A", "V", "W"), owned("4", 1, "A", "V", "W")))
        .containsExactly("V", "W");
  }

  @Test
  void aRecordThatWasDeliveredBeforeItsFieldWasAssignedGetsAValue() throws Exception {
    deliver(withOwner("1", "A", null));
    assertThat(deliver(lead("1"))).containsExactly("X");
  }

  @Test
  void eachFieldHasTurnsOfItsOwn() throws Exception {
    Assignment team = new Assignment(List.of("red", "blue"));
    Assignment owner = new Assignment(List.of("X", "Y", "Z"));
    deliver(lead("0"));
    try (Claim claim =
        ledger.claim(run, List.of(withOwner("1", team, owner), withOwner("2", team, owner)))) {
      assertThat(claim.records())
          .extracting(record -> record.get("Name") + " " + record.get("OwnerId"))
          .containsExactly("red Y", "blue Z");
    }
  }

  @Test
  void ledgersDoNotKnowOfOneAnotherEvenWithTheSameRecord() throws Exception {
    deliver(lead("0"));
    MappedRecord shared = lead("1");
    Ledger other = ledger(store, "other");
    assertThat(owners(ledger.claim(run, List.of(shared)).records())).containsExactly("Y");
    assertThat(owners(other.claim(run, List.of(shared)).records())).containsExactly("X");
    assertThat(shared.get("OwnerId")).isInstanceOf(Assignment.class);

    Run otherFlow = books(store).open("other-" + UUID.randomUUID(), RunKind.ONCE);
    assertThat(owners(ledger.claim(otherFlow, List.of(shared)).records())).containsExactly("X");
  }

  @Test
  void theLedgerRemembersTheFingerprintOfTheAssignmentNotOfTheValue() throws Exception {
    deliver(lead("1"));
    String remembered =
        store.inTransaction(
            handle ->
                handle
                    .createQuery(
                        "SELECT fingerprint FROM ledger_entry e JOIN ledger l ON l.id = e.ledger_id"
                            + " WHERE l.flow = ?")
                    .bind(0, run.flow())
                    .mapTo(String.class)
                    .one());
    assertThat(remembered).isEqualTo(lead("1").fingerprint());
  }

  @Test
  void aClaimThatWasRolledBackGaveNothingOut() throws Exception {
    MappedRecord record = lead("1");
    assertThatThrownBy(
            () ->
                store.useTransaction(
                    handle -> {
                      claimAndClose(record);
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(deliver(lead("2"))).containsExactly("X");
    assertThat(deliver(record)).containsExactly("Y");
  }

  private void claimAndClose(MappedRecord record) {
    try {
      ledger.claim(run, List.of(record)).close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRememberedValueIsOfTheTypeItWas() throws Exception {
    List<Object> values =
        List.of(
            "42",
            " it's \"ä😀\"\u0000\n",
            42L,
            new BigInteger("123456789012345678901234567890"),
            new BigDecimal("1.50"),
            true);
    MappedRecord[] records =
        IntStream.range(0, values.size())
            .mapToObj(i -> owned("k" + i, 1, "A", values.toArray()))
            .toArray(MappedRecord[]::new);
    ledger.claim(run, List.of(records)).close();
    assertThat(deliver(records)).isEqualTo(values);
  }

  @Test
  void aRecordWithoutAssignmentsGoesOnAsItIs() throws Exception {
    MappedRecord plain = record("1", 1, "A");
    try (Claim claim = ledger.claim(run, List.of(lead("2"), plain))) {
      assertThat(claim.records().get(1)).isSameAs(plain);
    }
  }

  @Test
  @Timeout(60)
  void twoProcessesTakeTurnsAndAgreeOnEachRecord(@TempDir Path folder) throws Exception {
    String url = database.newUrl(folder);
    StateDatabase.reopen(url).close();
    Map<String, Object> given = new ConcurrentHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Void>> processes =
          List.of(() -> process(url, 0, given), () -> process(url, 1, given));
      for (Future<Void> process : pool.invokeAll(processes)) {
        process.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(given).hasSize(300);
    assertThat(counted(List.copyOf(given.values())))
        .isEqualTo(Map.of("X", 100L, "Y", 100L, "Z", 100L));
  }

  /** Both go through the same keys, and mostly both deliver them. */
  private static Void process(String url, int parity, Map<String, Object> given) throws Exception {
    try (StateStore store = StateDatabase.reopen(url)) {
      Ledger ledger = ledger(store, "ledger");
      Run run = books(store).open("leads", RunKind.ONCE);
      for (int chunk = 0; chunk < 30; chunk++) {
        int first = 10 * chunk;
        List<MappedRecord> records =
            IntStream.range(first, first + 10)
                .mapToObj(i -> owned("k" + i, 1 + parity, "by " + parity, "X", "Y", "Z"))
                .toList();
        try (Claim claim = ledger.claim(run, records)) {
          claim.records().forEach(record -> agree(given, record));
          if (!claim.records().isEmpty()) {
            settle(claim, run);
          }
        }
      }
    }
    return null;
  }

  private static void agree(Map<String, Object> given, MappedRecord record) {
    Object owner = record.get("OwnerId");
    Object before = given.putIfAbsent(record.key(), owner);
    if (before != null) {
      assertThat(owner).as("the owner of " + record.key()).isEqualTo(before);
    }
  }

  private static MappedRecord lead(String key) {
    return owned(key, 1, "A", "X", "Y", "Z");
  }

  private static MappedRecord withOwner(String key, Object name, Object owner) {
    return new MappedRecord(
        TestRecords.WITH_OWNER,
        new Object[] {key, name, owner},
        List.of(),
        key,
        Version.of(1),
        Map.of("id", key));
  }

  private List<Object> deliver(MappedRecord... chunk) throws Exception {
    try (Claim claim = ledger.claim(run, List.of(chunk))) {
      if (!claim.records().isEmpty()) {
        settle(claim, run);
      }
      return owners(claim.records());
    }
  }

  private static void settle(Claim claim, Run run) {
    claim.settled(
        run,
        claim.records().stream().map(r -> (Outcome) Outcome.Written.of(r, Fate.CREATED)).toList());
  }

  private static List<Object> owners(List<MappedRecord> records) {
    List<Object> owners = new ArrayList<>();
    records.forEach(record -> owners.add(record.get("OwnerId")));
    return owners;
  }

  private static Map<Object, Long> counted(List<Object> owners) {
    return owners.stream().collect(groupingBy(Function.identity(), counting()));
  }

  private static Ledger ledger(StateStore store, String name) {
    return new Ledger(store, name, Duration.ofSeconds(20));
  }

  private static Books books(StateStore store) {
    return new Books(
        store, (of, rejections) -> {}, new Overlap(Duration.ZERO, 0), Clock.systemUTC());
  }
}
