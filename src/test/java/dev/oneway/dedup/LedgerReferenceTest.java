package dev.oneway.dedup;

import static dev.oneway.record.TestRecords.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Promise;
import dev.oneway.record.Reference;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.TestRecords;
import dev.oneway.record.Version;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Present;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids that another flow's destination gave, in place of references. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class LedgerReferenceTest {
  private static final Shape LINE =
      new Shape(
          "mappings/deal.yaml", "line", List.of(field("Line", true), pointing("Item")), List.of());
  private static final Shape DEAL =
      new Shape(
          "mappings/deal.yaml",
          "deal",
          List.of(field("Id", true), pointing("Customer"), pointing("Members")),
          List.of(new Shape.Child(LINE, List.of(), false)));

  @Parameter StateDatabase database;
  private StateStore store;
  private DeadLetters letters;
  private Books books;
  private String customers;
  private String deals;
  private Ledger ledger;
  private Run run;

  @BeforeEach
  void open() {
    store = database.shared();
    letters = new DeadLetters(store, Clock.systemUTC());
    books = new Books(store, letters, new Overlap(Duration.ZERO, 0), Clock.systemUTC());
    customers = "customers-" + UUID.randomUUID();
    deals = "deals-" + UUID.randomUUID();
    ledger = ledger("ledger");
    run = books.open(deals, RunKind.ONCE);
  }

  @Test
  void theIdArrivesInPlaceOfTheKey() throws Exception {
    deliverCustomer("ledger", "c1", "cus_1");
    MappedRecord deal = deliver(deal("d1", to("c1"), List.of(Map.of("value", to("c1")))));
    assertThat(deal)
        .containsEntry("Customer", "cus_1")
        .containsEntry("Members", List.of(Map.of("value", "cus_1")));
    assertThat(run.counts().of(Fate.REJECTED)).isZero();
  }

  @Test
  void childrenPointToOthersToo() throws Exception {
    deliverCustomer("ledger", "c1", "cus_1");
    MappedRecord plain = deal("d1", "none", Row.ABSENT);
    Row line = new Row(LINE, new Object[] {1L, to("c1")}, List.of());
    MappedRecord deal =
        new MappedRecord(
            DEAL,
            new Object[] {"d1", "none", Row.ABSENT},
            List.of(List.of(line)),
            "d1",
            Version.of(1),
            plain.source());
    assertThat(deliver(deal).children(0))
        .singleElement()
        .satisfies(row -> assertThat(row).isEqualTo(Map.of("Line", 1L, "Item", "cus_1")));

    Row lost = new Row(LINE, new Object[] {1L, to("c2")}, List.of());
    refuse(
        new MappedRecord(
            DEAL,
            new Object[] {"d2", "none", Row.ABSENT},
            List.of(List.of(lost)),
            "d2",
            Version.of(1),
            plain.source()));
    assertThat(waiting()).singleElement().extracting(it -> it.field().get()).isEqualTo("line.Item");
  }

  @Test
  void aLedgerOfAnotherNameIsAnotherLedger() throws Exception {
    deliverCustomer("other", "c1", "cus_1");
    refuse(deal("d1", to("c1"), Row.ABSENT));
    Reference other = new Reference(customers, "other", "c1", false);
    assertThat(deliver(deal("d2", other, Row.ABSENT))).containsEntry("Customer", "cus_1");
  }

  @Test
  void whatIsNotThereYetIsWaitedForAsADeadLetter() throws Exception {
    refuse(deal("d1", to("c1"), Row.ABSENT));
    assertThat(waiting())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.category()).isEqualTo("reference");
              assertThat(letter.field()).contains("Customer");
              assertThat(letter.reason())
                  .isEqualTo(
                      "`Customer` points to c1 of "
                          + customers
                          + ", which hasn't been delivered yet.");
            });
    assertThat(letters.arrived(deals)).isExhausted();

    deliverCustomer("ledger", "c1", null);
    assertThat(letters.arrived(deals)).as("no id").isExhausted();
    refuse(deal("d1", to("c1"), Row.ABSENT));
    assertThat(waiting())
        .singleElement()
        .satisfies(
            it -> assertThat(it.reason()).endsWith("whose id in the destination isn't known."));

    deliverCustomer("ledger", "c1", "cus_1");
    Iterator<Map<String, Object>> arrived = letters.arrived(deals);
    assertThat(arrived).toIterable().containsExactly(Map.of("id", "d1"));
    assertThat(letters.arrived(customers)).as("of another flow").isExhausted();

    deliver(deal("d1", to("c1"), Row.ABSENT));
    assertThat(waiting()).isEmpty();
    assertThat(letters.arrived(deals)).isExhausted();
  }

  @Test
  void aLetterOfAnotherReasonDoesNotComeBackForWhatItOncePointedTo() throws Exception {
    refuse(deal("d1", to("c1"), Row.ABSENT));
    MappedRecord deal = deal("d1", "x", Row.ABSENT);
    run.refuse(
        List.of(
            new Present.Unfit(deal, "invalid", Optional.empty(), "It is no deal.").rejection()));
    deliverCustomer("ledger", "c1", "cus_1");
    assertThat(letters.arrived(deals)).isExhausted();
  }

  @Test
  void whatNeedNotBeThereIsLeftOut() throws Exception {
    deliverCustomer("ledger", "c1", "cus_1");
    Reference lost = new Reference(customers, "ledger", "c2", true);
    Reference found = new Reference(customers, "ledger", "c1", true);
    MappedRecord deal =
        deliver(
            deal(
                "d1",
                Map.of("id", lost, "name", "A"),
                List.of(Map.of("value", lost, "type", "x"), Map.of("value", found), lost, found)));
    assertThat(deal)
        .containsEntry("Customer", Map.of("name", "A"))
        .containsEntry("Members", List.of(Map.of("value", "cus_1"), "cus_1"));
    MappedRecord alone = deliver(deal("d2", lost, List.of(lost)));
    assertThat(alone).doesNotContainKey("Customer").containsEntry("Members", List.of());
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aRecordIsAnotherOneWhenWhatItPointsToIsCreatedAnew() throws Exception {
    deliverCustomer("ledger", "c1", "cus_1");
    deliver(deal("d1", to("c1"), Row.ABSENT));
    assertThat(claimed(deal("d1", to("c1"), Row.ABSENT))).isEmpty();
    assertThat(run.counts().of(Fate.UNCHANGED)).isEqualTo(1);

    deliverCustomer("ledger", "c1", "cus_2");
    assertThat(claimed(deal("d1", to("c1"), Row.ABSENT)))
        .singleElement()
        .satisfies(deal -> assertThat(deal).containsEntry("Customer", "cus_2"));
  }

  @Test
  void anOlderOneIsNotWaitedFor() throws Exception {
    deliver(version(deal("d1", "cus_0", Row.ABSENT), 2));
    assertThat(claimed(deal("d1", to("c1"), Row.ABSENT))).isEmpty();
    assertThat(run.counts().of(Fate.STALE)).isEqualTo(1);
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aFlowMayPointToItsOwnRecords() throws Exception {
    Reference own = new Reference(deals, "ledger", "d1", false);
    try (Claim claim =
        ledger.claim(run, List.of(deal("d1", "none", Row.ABSENT), deal("d2", own, Row.ABSENT)))) {
      assertThat(claim.records()).extracting(MappedRecord::key).containsExactly("d1");
      settle(claim, run, "deal_1");
    }
    assertThat(letters.arrived(deals)).toIterable().containsExactly(Map.of("id", "d2"));
    assertThat(deliver(deal("d2", own, Row.ABSENT))).containsEntry("Customer", "deal_1");
  }

  @Test
  void whoLooksSeesTheIdsAndWhatWouldWait() throws Exception {
    deliverCustomer("ledger", "c1", "cus_1");
    LedgerView view = new LedgerView(store, "ledger");
    Run plan = books.open(deals, RunKind.PLAN);
    assertThat(view.toDeliver(plan, List.of(deal("d1", to("c1"), Row.ABSENT))))
        .singleElement()
        .satisfies(deal -> assertThat(deal).containsEntry("Customer", "cus_1"));

    deliver(deal("d1", to("c1"), Row.ABSENT));
    Run drift = books.open(deals, RunKind.DRIFT);
    assertThat(
            view.delivered(
                drift, List.of(deal("d1", to("c1"), Row.ABSENT), deal("d2", to("c2"), Row.ABSENT))))
        .singleElement()
        .satisfies(deal -> assertThat(deal).containsEntry("Customer", "cus_1"));
    assertThat(drift.counts().of(Fate.SKIPPED)).isEqualTo(1);

    Run repair = books.open(deals, RunKind.REPAIR);
    try (Claim claim =
        ledger.claimDelivered(
            repair, List.of(deal("d1", to("c1"), Row.ABSENT), deal("d2", to("c2"), Row.ABSENT)))) {
      assertThat(claim.records()).extracting(MappedRecord::key).containsExactly("d1");
    }
    assertThat(waiting()).isEmpty();
  }

  private Reference to(String customer) {
    return new Reference(customers, "ledger", customer, false);
  }

  private static Field pointing(String name) {
    return new Field(name, false, WriteWhen.ALWAYS, 1, 1, Promise.NOTHING, true);
  }

  private static MappedRecord deal(String key, Object customer, Object members) {
    Object[] values = {key, customer, members};
    return new MappedRecord(
        DEAL, values, List.of(List.of()), key, Version.of(1), Map.of("id", key));
  }

  private static MappedRecord version(MappedRecord record, long version) {
    Object[] values = {record.value(0), record.value(1), record.value(2)};
    return new MappedRecord(
        DEAL, values, List.of(List.of()), record.key(), Version.of(version), record.source());
  }

  private List<MappedRecord> claimed(MappedRecord record) throws Exception {
    try (Claim claim = ledger.claim(run, List.of(record))) {
      return claim.records();
    }
  }

  private void refuse(MappedRecord record) throws Exception {
    long before = run.counts().of(Fate.REJECTED);
    assertThat(claimed(record)).isEmpty();
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(before + 1);
  }

  private MappedRecord deliver(MappedRecord record) throws Exception {
    try (Claim claim = ledger.claim(run, List.of(record))) {
      settle(claim, run, "deal_" + record.key());
      return claim.records().get(0);
    }
  }

  private void deliverCustomer(String name, String key, String id) throws Exception {
    Run delivering = books.open(customers, RunKind.ONCE);
    try (Claim claim =
        ledger(name).claim(delivering, List.of(TestRecords.record(key, (Version) null, "" + id)))) {
      settle(claim, delivering, id);
    }
  }

  private void settle(Claim claim, Run of, String id) {
    store.useTransaction(
        handle -> {
          claim.settled(
              of,
              claim.records().stream()
                  .map(
                      record ->
                          (Outcome)
                              new Outcome.Written(record, Fate.CREATED, Optional.ofNullable(id)))
                  .toList());
          letters.delivered(of, claim.records());
        });
  }

  private Ledger ledger(String name) {
    return new Ledger(store, name, Duration.ofSeconds(20));
  }

  private List<DeadLetter> waiting() {
    return letters.list(DeadLetterFilter.waiting(10).ofFlow(deals));
  }
}
