package dev.oneway.webhook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.run.Books;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.time.Duration;
import java.util.ArrayList;
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
class EventStoreTest {
  private static final Duration WEEK = Duration.ofDays(7);

  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String name = "inbox-" + UUID.randomUUID();
  private StateStore store;
  private Books books;
  private Arrivals arrivals;
  private EventStore events;
  private Run run;

  @BeforeEach
  void open() {
    store = database.shared();
    books = new Books(store, new DeadLetters(store, clock), new Overlap(Duration.ZERO, 0), clock);
    arrivals = new StoreArrivals(store, List.of(name), new Bounds(1000, 10_000, WEEK), clock);
    events = new EventStore(store, name, clock);
    run = books.open(name, RunKind.INBOX);
  }

  private static Event event(String delivery, String key, String json) {
    return new Event(Optional.ofNullable(delivery), Optional.ofNullable(key), json);
  }

  private Receipt store(Event... request) {
    return arrivals.store(List.of(List.of(request))).get(0);
  }

  private Lease take(int most) {
    return events.take(() -> run, most);
  }

  private static List<String> json(Lease lease) {
    return lease.events().stream().map(StoredEvent::json).toList();
  }

  private static List<Later> failed(List<StoredEvent> events) {
    return events.stream().map(Later::failed).toList();
  }

  private void settleAll(Lease lease) {
    events.settle(lease, lease.events(), List.of());
  }

  @Test
  void eventsComeOutInTheOrderInWhichTheyWentIn() {
    store(event(null, "1", "{\"n\":1}"), event(null, "2", "{\"n\":2}"));
    store(event(null, "1", "{\"n\":3}"));
    Lease lease = take(2);
    assertThat(json(lease)).containsExactly("{\"n\":1}", "{\"n\":2}");
    settleAll(lease);
    assertThat(json(take(2))).containsExactly("{\"n\":3}");
  }

  @Test
  void aDeliveryThatCameBeforeIsNotStoredAgain() {
    assertThat(store(event("a", null, "{}"), event("b", null, "{}"), event("a", null, "{}")))
        .isEqualTo(new Receipt(2, 1, false));
    settleAll(take(10));
    assertThat(store(event("b", null, "{}"), event("c", null, "{}")))
        .isEqualTo(new Receipt(1, 1, false));
    assertThat(store(event(null, null, "{}"), event(null, null, "{}")).accepted()).isEqualTo(2);
  }

  @Test
  void whatGoesIntoSeveralInboxesIsInAllOfThemOrInNone() {
    String other = name + "-other";
    EventStore others = new EventStore(store, other, clock);
    Arrivals both =
        new StoreArrivals(store, List.of(other, name), new Bounds(3, 10_000, WEEK), clock);
    store(event("a", null, "{}"));
    // The other inbox doesn't know the first one yet.
    List<Event> request = List.of(event("a", null, "{}"), event("b", null, "{}"));
    assertThat(both.store(List.of(request))).containsExactly(new Receipt(2, 0, false));
    assertThat(both.store(List.of(request))).containsExactly(new Receipt(0, 2, false));
    assertThat(List.of(events.depth(), others.depth())).containsExactly(2L, 2L);

    List<Event> many = List.of(event("c", null, "{}"), event("d", null, "{}"));
    assertThat(both.store(List.of(many, List.of(event("c", null, "{}")))))
        .containsExactly(Receipt.FULL, new Receipt(1, 0, false));
    assertThat(List.of(events.depth(), others.depth())).containsExactly(3L, 3L);
    store(event("e", null, "{}"));
    settleAll(take(2));
    assertThat(both.store(List.of(List.of(event("f", null, "{}"))))).containsExactly(Receipt.FULL);
    assertThat(others.depth()).isEqualTo(3);
  }

  @Test
  void aDeliveryIsForgottenWhenNobodySendsItAnyMore() {
    store(event("a", null, "{}"));
    clock.advance(WEEK.minusSeconds(1));
    new SeenDeliveries(store, name, clock).forget(WEEK);
    assertThat(store(event("a", null, "{}")).duplicates()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(2));
    new SeenDeliveries(store, name, clock).forget(WEEK);
    assertThat(store(event("a", null, "{}")).accepted()).isEqualTo(1);
  }

  @Test
  void whatIsOnLeaseIsNobodyElsesAndNorIsWhatFollowsOfItsKeys() {
    store(event(null, "1", "{\"n\":1}"), event(null, "2", "{\"n\":2}"));
    store(event(null, "1", "{\"n\":3}"), event(null, null, "{\"n\":4}"));
    Lease first = take(1);
    assertThat(json(first)).containsExactly("{\"n\":1}");
    Lease second = take(10);
    assertThat(json(second)).containsExactly("{\"n\":2}", "{\"n\":4}");
    assertThat(take(10).isEmpty()).isTrue();
    settleAll(first);
    assertThat(json(take(10))).containsExactly("{\"n\":3}");
  }

  @Test
  void aLeaseEndsWithItsRun() {
    store(event(null, "1", "{\"n\":1}"));
    Lease lost = take(10);
    books.close(run);
    run = books.open(name, RunKind.INBOX);
    Lease again = take(10);
    assertThat(json(again)).containsExactly("{\"n\":1}");
    // The one who lost it wakes up, and has nothing to say any more.
    settleAll(lost);
    assertThat(events.depth()).isEqualTo(1);
    settleAll(again);
    assertThat(events.depth()).isZero();
  }

  @Test
  void whatFailedWaitsLongerEachTimeAndItsKeyWithIt() {
    store(
        event(null, "1", "{\"n\":1}"),
        event(null, "1", "{\"n\":2}"),
        event(null, "2", "{\"n\":3}"));
    Lease lease = take(1);
    events.settle(lease, List.of(), failed(lease.events()));
    assertThat(json(take(10))).containsExactly("{\"n\":3}");
    clock.advance(Duration.ofSeconds(1));
    Lease again = take(10);
    assertThat(again.events()).extracting(StoredEvent::attempts).containsExactly(1, 0);
    events.settle(again, List.of(), failed(again.events().subList(0, 1)));
    clock.advance(Duration.ofMillis(1999));
    assertThat(take(10).isEmpty()).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(json(take(10))).containsExactly("{\"n\":1}", "{\"n\":2}");
  }

  @Test
  void whatIsPostponedWaitsAsLongAsItIsToldAndIsNotHeldAgainstIt() {
    store(event(null, "1", "{\"n\":1}"), event(null, "2", "{\"n\":2}"));
    Lease lease = take(1);
    Later later = Later.postponed(lease.events().get(0), Duration.ofSeconds(25));
    events.settle(lease, List.of(), List.of(later));
    settleAll(take(10));
    clock.advance(Duration.ofMillis(24_999));
    assertThat(take(10).isEmpty()).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(take(10).events()).extracting(StoredEvent::attempts).containsExactly(0);
  }

  @Test
  void whatIsNeitherDeliveredNorAtFaultIsFreeAgain() {
    store(event(null, "1", "{\"n\":1}"));
    events.settle(take(10), List.of(), List.of());
    assertThat(take(10).events()).extracting(StoredEvent::attempts).containsExactly(0);
  }

  @Test
  void aRequestThatWouldGoOverTheBoundIsRefusedWholeAndMayComeAgain() {
    String big = "{\"a\":\"" + "x".repeat(4000) + "\"}";
    assertThat(store(event("1", null, big), event("2", null, big)).full()).isFalse();
    assertThat(store(event("3", null, "{}"), event("4", null, big)).full()).isTrue();
    assertThat(store(event("5", null, "{}")).accepted()).isEqualTo(1);
    assertThat(events.depth()).isEqualTo(3);
    settleAll(take(10));
    assertThat(store(event("3", null, "{}"), event("4", null, big)).accepted()).isEqualTo(2);
  }

  @Test
  void aChunkIsNoLargerThanMemoryAllowsHoweverManyAreAskedFor() {
    Arrivals roomy = new StoreArrivals(store, List.of(name), Bounds.DEFAULT, clock);
    String huge = "{\"a\":\"" + "x".repeat(3 << 20) + "\"}";
    IntStream.range(0, 4).forEach(i -> roomy.store(List.of(List.of(event(null, null, huge)))));
    Lease lease = take(100);
    assertThat(lease.events()).hasSize(2);
    settleAll(lease);
    assertThat(take(100).events()).hasSize(2);
  }

  @Test
  void textsOfEveryKindComeBackAsTheyWere() {
    String odd = "{\"a\":\"\\u0000 \\ud83d 😀 '\\\" é\"}";
    store(event("d\uFFFD'", "k😀\"", odd));
    assertThat(json(take(1))).containsExactly(odd);
  }

  @Test
  void manyWritersAndReadersLoseAndDoubleNothing() throws Exception {
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      int own = writer;
      Arrivals roomy = new StoreArrivals(store, List.of(name), Bounds.DEFAULT, clock);
      writers.add(
          new Thread(
              () -> {
                for (int i = 0; i < 50; i++) {
                  roomy.store(
                      List.of(
                          List.of(
                              event("d" + i, "k" + i % 7, "{\"n\":" + i + "}"),
                              event(own + "-" + i, null, "{}"))));
                }
              }));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    List<String> taken = new ArrayList<>();
    Lease lease = take(16);
    while (!lease.isEmpty()) {
      taken.addAll(json(lease));
      settleAll(lease);
      lease = take(16);
    }
    assertThat(taken).hasSize(50 + 4 * 50);
    assertThat(taken.stream().filter(json -> json.length() > 2)).doesNotHaveDuplicates();
    assertThat(events.depth()).isZero();
  }
}
