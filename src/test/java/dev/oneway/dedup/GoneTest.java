package dev.oneway.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Removal;
import dev.oneway.record.RemovalLimit;
import dev.oneway.record.Shape;
import dev.oneway.record.TestRecords;
import dev.oneway.record.Version;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ledger makes of records that are gone, until they are removed. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class GoneTest {
  private static final Removal REMOVAL =
      new Removal(
          new Shape.Place(7, 1),
          Operation.DELETE,
          Optional.empty(),
          true,
          false,
          new RemovalLimit(Optional.empty(), Optional.of(1L)));

  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "people-" + UUID.randomUUID();
  private StateStore store;
  private Books books;
  private Ledger ledger;
  private Run run;

  @BeforeEach
  void deliverThree() throws Exception {
    store = database.shared();
    books = new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
    ledger = new Ledger(store, "ledger", Duration.ofSeconds(10));
    begin();
    deliver(living("1", 1), living("2", 1), living("3", 1));
    end();
    begin();
  }

  private void begin() {
    clock.advance(Duration.ofSeconds(1));
    run = books.open(flow, RunKind.SCHEDULED);
  }

  /** The end of a run that read its source to the end; what it released stays for the next. */
  private RunState end() {
    ledger.conclude(run, REMOVAL);
    return books.close(run).state();
  }

  private static Shape shape(boolean adopt) {
    Shape plain = TestRecords.SHAPE;
    return new Shape(
        plain.mappingFile(),
        plain.object(),
        plain.fields(),
        List.of(),
        Optional.of(
            new Removal(
                REMOVAL.place(),
                REMOVAL.operation(),
                REMOVAL.to(),
                REMOVAL.missing(),
                adopt,
                REMOVAL.limit())));
  }

  private static Object[] values(String key, String name) {
    Object[] values = new Object[TestRecords.SHAPE.fields().size()];
    Arrays.fill(values, name);
    values[0] = key;
    return values;
  }

  private static MappedRecord living(String key, long version) {
    return new MappedRecord(
        shape(false), values(key, "n"), List.of(), key, Version.of(version), Map.of("key", key));
  }

  private static MappedRecord gone(String key, Version version, boolean adopt, String event) {
    return MappedRecord.gone(
        shape(adopt), Operation.DELETE, values(key, "x"), key, version, Map.of("event", event));
  }

  private static MappedRecord gone(String key, long version) {
    return gone(key, Version.of(version), false, "left");
  }

  /** Everything that is let on is written; gives the keys. */
  private List<String> deliver(MappedRecord... records) throws Exception {
    clock.advance(Duration.ofSeconds(1));
    run.read(records.length);
    run.seenKeys().add(Arrays.stream(records).map(MappedRecord::key).toList());
    try (Claim claim = ledger.claim(run, List.of(records))) {
      List<MappedRecord> let = claim.records();
      if (!let.isEmpty()) {
        claim.settled(
            run, let.stream().map(one -> (Outcome) Outcome.Written.of(one, Fate.CREATED)).toList());
        run.count(Fate.CREATED, let.size());
      }
      return let.stream().map(MappedRecord::key).toList();
    }
  }

  private List<String> rows(String state) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT record_key FROM held_delete WHERE state = ? AND ledger_id IN"
                        + " (SELECT id FROM ledger WHERE flow = ?) ORDER BY record_key")
                .bind(0, state)
                .bind(1, flow)
                .mapTo(String.class)
                .list());
  }

  private long count(Fate fate) {
    return run.counts().of(fate);
  }

  @Test
  void whatIsToldIsHeldOnceHoweverOftenItIsTold() throws Exception {
    assertThat(deliver(gone("1", 2), gone("9", 2))).isEmpty();
    assertThat(deliver(gone("1", 3))).isEmpty();

    assertThat(rows("held")).containsExactly("1");
    assertThat(count(Fate.HELD)).isEqualTo(1);
    assertThat(count(Fate.UNCHANGED)).isEqualTo(2);
    assertThat(run.counts().balanced()).isTrue();
  }

  @Test
  void whatComesBackInTheSameRunIsHeldNoLonger() throws Exception {
    deliver(gone("1", 2));

    assertThat(deliver(living("1", 3))).isEmpty();

    assertThat(rows("held")).isEmpty();
    assertThat(count(Fate.HELD)).isZero();
    assertThat(count(Fate.STALE)).isEqualTo(1);
    assertThat(run.counts().balanced()).isTrue();
  }

  @Test
  void whatIsOlderThanTheNewsThatItIsGoneIsStale() throws Exception {
    deliver(gone("1", 5));

    assertThat(deliver(living("1", 4))).isEmpty();

    assertThat(rows("held")).containsExactly("1");
    assertThat(count(Fate.STALE)).isEqualTo(1);
  }

  @Test
  void goneBeforeItWasDeliveredIsRememberedByItsVersion() throws Exception {
    deliver(gone("9", 5));
    assertThat(deliver(living("9", 4))).isEmpty();
    assertThat(deliver(living("9", 6))).containsExactly("9");
  }

  @Test
  void whatTheFlowDidNotDeliverIsRemovedOnlyWhereItIsAdopted() throws Exception {
    deliver(gone("8", Version.of(2), false, "left"), gone("9", Version.of(2), true, "left"));

    assertThat(rows("held")).containsExactly("9");
  }

  @Test
  void upToTheLimitTheyAreReleasedAndWhatADeadRunLeftGoesWithTheNext() throws Exception {
    deliver(gone("1", 2));
    end();
    assertThat(rows("released")).containsExactly("1");

    begin();
    ledger.conclude(run, REMOVAL);
    assertThat(rows("released")).containsExactly("1");
    assertThat(run.counts().read()).isEqualTo(1);
    assertThat(count(Fate.HELD)).isEqualTo(1);
  }

  @Test
  void whatARunLacksIsMissingUnlessItWasConfirmedSince() throws Exception {
    deliver(living("1", 1));
    Run night = run;
    begin();
    deliver(living("4", 1));
    books.close(run);
    run = night;

    end();

    assertThat(rows("waiting")).containsExactly("2", "3");
    assertThat(books.held().waiting(flow)).containsExactly(new HeldBatches.Batch(night.id(), 2, 2));
  }

  @Test
  void whatIsInFlightIsNotMissing() throws Exception {
    deliver(living("1", 1), living("3", 1));
    Run night = run;
    begin();
    Run other = run;
    try (Claim claim = ledger.claim(other, List.of(living("2", 2)))) {
      assertThat(claim.records()).isEmpty();
    }
    MappedRecord changed =
        new MappedRecord(
            shape(false), values("2", "new"), List.of(), "2", Version.of(3), Map.of("key", "2"));
    try (Claim claim = ledger.claim(other, List.of(changed))) {
      assertThat(claim.records()).hasSize(1);
      run = night;
      end();
      assertThat(rows("waiting")).isEmpty();
      assertThat(rows("released")).isEmpty();
    }
  }

  @Test
  void overTheLimitNoneIsReleasedUntilTheBatchIsDecided() throws Exception {
    deliver(gone("1", 2), gone("2", 2));
    Run first = run;
    assertThat(end()).isEqualTo(RunState.WAITING);
    assertThat(rows("waiting")).containsExactly("1", "2");
    assertThat(new Alerts(store, Clock.systemUTC()).open())
        .filteredOn(alert -> alert.flow().equals(flow))
        .hasSize(1);

    begin();
    deliver(gone("3", 2));
    assertThat(end()).isEqualTo(RunState.WAITING);
    assertThat(rows("held")).containsExactly("3");

    assertThat(books.held().approve(flow, first.id())).isEqualTo(2);
    assertThat(books.held().isLeft(flow)).isTrue();
    begin();
    ledger.conclude(run, REMOVAL);
    assertThat(rows("approved")).containsExactly("1", "2");
    assertThat(rows("released")).containsExactly("3");
    assertThat(run.counts().read()).isEqualTo(3);
    assertThat(books.held().isLeft(flow)).as("they are this run's").isFalse();
  }

  @Test
  void whatIsRejectedIsAskedForAgainWhenTheSourceSaysSomethingNew() throws Exception {
    deliver(gone("1", 2), gone("2", 2), gone("3", null, false, "left"));
    Run first = run;
    end();
    assertThat(books.held().reject(flow, first.id())).isEqualTo(3);

    begin();
    deliver(gone("1", 2), gone("2", 3), gone("3", null, false, "left"));
    assertThat(rows("rejected")).containsExactly("1", "3");
    assertThat(rows("held")).containsExactly("2");
    deliver(gone("3", null, false, "left once more"));
    assertThat(rows("rejected")).containsExactly("1");
  }

  @Test
  void aBatchOfWhichAllAreBackWaitsNoLonger() throws Exception {
    deliver(gone("1", 2), gone("2", 2));
    Run first = run;
    end();

    begin();
    deliver(living("1", 3), living("2", 3), living("3", 3));
    assertThat(end()).isEqualTo(RunState.DONE);

    assertThat(rows("waiting")).isEmpty();
    assertThat(books.log().find(first.id()).orElseThrow().state()).isEqualTo(RunState.DONE);
    assertThat(new Alerts(store, Clock.systemUTC()).open())
        .filteredOn(alert -> alert.flow().equals(flow))
        .isEmpty();
  }

  @Test
  void aReadWithoutRecordsOrWithAnUnknownKeyLacksNothing() throws Exception {
    end();
    begin();
    deliver(living("1", 1));
    run.seenKeys().incomplete("a record without a key was rejected");
    end();

    assertThat(rows("held")).isEmpty();
    assertThat(rows("waiting")).isEmpty();
    assertThat(rows("released")).isEmpty();
  }
}
