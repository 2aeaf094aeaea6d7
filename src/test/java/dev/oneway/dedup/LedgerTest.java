package dev.oneway.dedup;

import static dev.oneway.record.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StateDatabase.class)
class LedgerTest {
  @Parameter StateDatabase database;
  private StateStore store;
  private Books books;
  private Ledger ledger;
  private Run run;

  @BeforeEach
  void open() {
    store = database.shared();
    Clock clock = Clock.systemUTC();
    books = new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
    ledger = new Ledger(store, "ledger", Duration.ofSeconds(10));
    run = books.open("contacts-" + UUID.randomUUID(), RunKind.ONCE);
  }

  @Test
  void aRecordIsDeliveredOnce() throws Exception {
    assertThat(deliver(record("1", 1, "A"))).containsExactly("A");
    assertThat(deliver(record("1", 1, "A"))).isEmpty();
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.STALE)).isZero();
  }

  @Test
  void aValueThatGoesABAIsDeliveredThreeTimes() throws Exception {
    assertThat(deliver(record("1", 1, "A"))).containsExactly("A");
    assertThat(deliver(record("1", 2, "B"))).containsExactly("B");
    assertThat(deliver(record("1", 3, "A"))).containsExactly("A");
  }

  @Test
  void aValueThatGoesABAWithoutVersionsIsDeliveredThreeTimes() throws Exception {
    assertThat(deliver(unversioned("1", "A"))).containsExactly("A");
    assertThat(deliver(unversioned("1", "B"))).containsExactly("B");
    assertThat(deliver(unversioned("1", "B"))).isEmpty();
    assertThat(deliver(unversioned("1", "A"))).containsExactly("A");
  }

  @Test
  void anOlderVersionIsStaleAndTheNewerOneStays() throws Exception {
    deliver(record("1", 5, "new"));
    assertThat(deliver(record("1", 4, "old"))).isEmpty();
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(1);
    assertThat(deliver(record("1", 5, "new"))).isEmpty();
  }

  @Test
  void anotherContentOfTheSameVersionIsDelivered() throws Exception {
    deliver(record("1", 5, "A"));
    assertThat(deliver(record("1", 5, "B"))).containsExactly("B");
  }

  @Test
  void aVersionInBetweenThatComesLateIsStale() throws Exception {
    deliver(record("1", 1, "A"));
    assertThat(deliver(record("1", 5, "A"))).isEmpty();
    assertThat(deliver(record("1", 3, "B"))).isEmpty();
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(1);
  }

  @Test
  void theLedgersVersionNeverGoesBack() throws Exception {
    deliver(record("1", 5, "A"));
    assertThat(deliver(record("1", 2, "A"))).isEmpty();
    assertThat(deliver(unversioned("1", "A"))).isEmpty();
    assertThat(deliver(unversioned("1", "B"))).containsExactly("B");
    assertThat(deliver(record("1", 4, "C"))).isEmpty();
    assertThat(versionOf("1")).isEqualTo(5);
  }

  @Test
  void aRecordWithoutVersionGetsOneLater() throws Exception {
    deliver(unversioned("1", "A"));
    assertThat(deliver(record("1", 3, "A"))).isEmpty();
    assertThat(deliver(record("1", 2, "B"))).isEmpty();
    assertThat(versionOf("1")).isEqualTo(3);
  }

  @Test
  void ofAKeyThatComesTwiceInAChunkTheNewestVersionWins() throws Exception {
    assertThat(deliver(record("1", 2, "new"), record("2", 1, "x"), record("1", 1, "old")))
        .containsExactly("new", "x");
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(1);
  }

  @Test
  void ofEqualVersionsInAChunkTheLastRecordWins() throws Exception {
    assertThat(deliver(record("1", 1, "A"), record("1", 1, "B"), record("1", 1, "C")))
        .containsExactly("C");
    assertThat(deliver(unversioned("2", "A"), record("2", 9, "B"), unversioned("2", "C")))
        .containsExactly("C");
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(4);
  }

  @Test
  void aRefusedRecordKeepsWhatWasConfirmedBefore() throws Exception {
    deliver(record("1", 1, "A"));
    Claim claim = ledger.claim(run, List.of(record("1", 2, "B")));
    refuse(claim);
    assertThat(deliver(record("1", 3, "A"))).isEmpty();
    assertThat(deliver(record("1", 4, "B"))).containsExactly("B");
    assertThat(standingClaims()).isZero();
  }

  @Test
  void aRefusedRecordThatWasNeverDeliveredIsTriedAgain() throws Exception {
    refuse(ledger.claim(run, List.of(record("1", 1, "A"))));
    try (Claim again = ledger.claim(run, List.of(record("1", 1, "A")))) {
      assertThat(again.records()).singleElement().matches(r -> !r.maybeDelivered());
    }
  }

  @Test
  void theLedgerLearnsNothingBeforeTheDestinationTookIt() throws Exception {
    deliver(record("1", 1, "A"));
    ledger.claim(run, List.of(record("1", 2, "B"))).close();
    try (Claim again = ledger.claim(run, List.of(record("1", 2, "B")))) {
      assertThat(names(again.records())).containsExactly("B");
      assertThat(again.records()).allMatch(MappedRecord::maybeDelivered);
    }
  }

  @Test
  void afterAnInterruptedDeliveryEvenTheConfirmedValueIsDeliveredAgain() throws Exception {
    deliver(record("1", 1, "A"));
    ledger.claim(run, List.of(record("1", 2, "B"))).close();
    try (Claim claim = ledger.claim(run, List.of(record("1", 3, "A")))) {
      assertThat(names(claim.records())).containsExactly("A");
      settle(claim);
    }
    assertThat(deliver(record("1", 3, "A"))).isEmpty();
  }

  @Test
  void anInterruptedDeliveryDoesNotBringBackAnOlderVersion() throws Exception {
    deliver(record("1", 5, "A"));
    ledger.claim(run, List.of(record("1", 6, "B"))).close();
    assertThat(deliver(record("1", 4, "old"))).isEmpty();
    assertThat(deliver(record("1", 6, "B"))).containsExactly("B");
  }

  @Test
  void aRecordWithoutAnyHistoryIsNotMarkedAsMaybeDelivered() throws Exception {
    deliver(record("1", 1, "A"));
    try (Claim claim = ledger.claim(run, List.of(record("1", 2, "B"), record("2", 1, "x")))) {
      assertThat(claim.records()).hasSize(2).noneMatch(MappedRecord::maybeDelivered);
    }
  }

  @Test
  void aRecordTheDestinationDidNotAnswerForIsInDoubt() throws Exception {
    Claim claim = ledger.claim(run, List.of(record("1", 1, "A"), record("2", 1, "B")));
    claim.settled(run, List.of(Outcome.Written.of(claim.records().get(0), Fate.CREATED)));
    claim.close();
    try (Claim again = ledger.claim(run, List.of(record("1", 1, "A"), record("2", 1, "B")))) {
      assertThat(names(again.records())).containsExactly("B");
      assertThat(again.records()).allMatch(MappedRecord::maybeDelivered);
    }
  }

  @Test
  void aChunkIsSettledOnce() throws Exception {
    Claim claim = ledger.claim(run, List.of(record("1", 1, "A")));
    settle(claim);
    assertThatThrownBy(() -> settle(claim))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("settled already");
  }

  @Test
  void flowsAndLedgersDoNotKnowOfOneAnother() throws Exception {
    deliver(record("1", 1, "A"));
    Ledger second = new Ledger(store, "second", Duration.ofSeconds(1));
    assertThat(names(second.claim(run, List.of(record("1", 1, "A"))).records()))
        .containsExactly("A");
    Run otherFlow = books.open("accounts-" + UUID.randomUUID(), RunKind.ONCE);
    assertThat(names(ledger.claim(otherFlow, List.of(record("1", 1, "A"))).records()))
        .containsExactly("A");
  }

  @Test
  void aChangedAtThatBecomesANumberStartsANewHistory() throws Exception {
    Version time = Version.of(Instant.parse("2026-01-01T00:00:00Z"));
    deliver(record("1", time, "A"), record("2", time, "A"));
    assertThat(deliver(record("1", 7, "B"))).containsExactly("B");
    assertThat(deliver(record("2", 7, "A"))).isEmpty();
    assertThat(deliver(record("2", 6, "B"))).isEmpty();
    assertThat(deliver(record("1", time, "C"))).containsExactly("C");
  }

  @Test
  void timesAndNumbersInOneChunkAreAFaultOfTheMapping() {
    List<MappedRecord> chunk =
        List.of(record("1", 1, "A"), record("2", Version.of(Instant.EPOCH), "B"));
    assertThatThrownBy(() -> ledger.claim(run, chunk))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("changedAt")
        .hasMessageContaining("mappings/contact.yaml");
  }

  @Test
  void theDestinationsIdIsKeptUntilItTellsAnother() throws Exception {
    settleWithId(ledger.claim(run, List.of(record("1", 1, "A"))), Optional.of("00Q1"));
    assertThat(destinationIdOf("1")).contains("00Q1");
    settleWithId(ledger.claim(run, List.of(record("1", 2, "B"))), Optional.empty());
    assertThat(destinationIdOf("1")).contains("00Q1");
    settleWithId(ledger.claim(run, List.of(record("1", 3, "C"))), Optional.of("00Q2"));
    assertThat(destinationIdOf("1")).contains("00Q2");
  }

  @Test
  void anyTextIsAKey() throws Exception {
    List<String> keys =
        List.of("", " ", "a'b\"c", "[\"1\",\"2\"]", "ä€😀", "A", "a", "%", "x".repeat(2_000));
    MappedRecord[] records =
        keys.stream().map(key -> record(key, 1, "name of " + key)).toArray(MappedRecord[]::new);
    assertThat(deliver(records)).hasSize(keys.size());
    assertThat(deliver(records)).isEmpty();
  }

  @Test
  void aChunkOfAnySizeIsJudgedAsAWhole() throws Exception {
    MappedRecord[] records =
        IntStream.range(0, 2_500)
            .mapToObj(i -> record("k" + i, 1, "A"))
            .toArray(MappedRecord[]::new);
    assertThat(deliver(records)).hasSize(2_500);
    assertThat(deliver(records)).isEmpty();
    assertThat(deliver()).isEmpty();
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(2_500);
  }

  @Test
  void nothingIsLeftBehindByAChunkThatWasSettled() throws Exception {
    deliver(record("1", 1, "A"), record("2", 1, "A"));
    assertThat(standingClaims()).isZero();
  }

  @Test
  void tooLittlePatienceIsRefused() {
    assertThatThrownBy(() -> new Ledger(store, "x", Duration.ofMillis(99)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("claimTimeout cannot be less than 100ms, but is 99ms");
  }

  private static MappedRecord unversioned(String key, String name) {
    return record(key, (Version) null, name);
  }

  private List<String> deliver(MappedRecord... chunk) throws RetriableException {
    try (Claim claim = ledger.claim(run, List.of(chunk))) {
      if (!claim.records().isEmpty()) {
        settle(claim);
      }
      return names(claim.records());
    }
  }

  private void settle(Claim claim) {
    settleWithId(claim, Optional.empty());
  }

  private void settleWithId(Claim claim, Optional<String> id) {
    claim.settled(
        run,
        claim.records().stream()
            .map(record -> (Outcome) new Outcome.Written(record, Fate.CREATED, id))
            .toList());
  }

  private void refuse(Claim claim) {
    claim.settled(
        run,
        claim.records().stream()
            .map(r -> (Outcome) new Outcome.Refused(r, "type", Optional.empty(), "no"))
            .toList());
    claim.close();
  }

  private static List<String> names(List<MappedRecord> records) {
    return records.stream().map(record -> (String) record.get("Name")).toList();
  }

  private int standingClaims() {
    return of("SELECT COUNT(*) FROM ledger_claim WHERE ledger_id =", Integer.class).orElseThrow();
  }

  private int versionOf(String key) {
    return of(
            "SELECT version FROM ledger_entry WHERE record_key = '" + key + "' AND ledger_id =",
            Integer.class)
        .orElseThrow();
  }

  private Optional<String> destinationIdOf(String key) {
    return of(
        "SELECT destination_id FROM ledger_entry WHERE record_key = '" + key + "' AND ledger_id =",
        String.class);
  }

  private <T> Optional<T> of(String sql, Class<T> type) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(sql + " (SELECT id FROM ledger WHERE flow = ? AND name = 'ledger')")
                .bind(0, run.flow())
                .mapTo(type)
                .findOne());
  }
}
