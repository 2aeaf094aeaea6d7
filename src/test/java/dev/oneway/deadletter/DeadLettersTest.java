package dev.oneway.deadletter;

import static dev.oneway.record.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.Version;
import dev.oneway.run.Books;
import dev.oneway.run.Overlap;
import dev.oneway.run.Rejection;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StateDatabase.class)
class DeadLettersTest {
  private static final int ALL = 100;

  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private StateStore store;
  private DeadLetters deadLetters;
  private Books books;
  private Run run;

  @BeforeEach
  void open() {
    store = database.shared();
    deadLetters = new DeadLetters(store, clock);
    books = new Books(store, deadLetters, new Overlap(Duration.ZERO, 0), clock);
    run = books.open(flow, RunKind.ONCE);
  }

  @Test
  void aLetterTellsAllThatIsKnown() {
    deadLetters.store(
        run,
        List.of(
            new Rejection(
                Optional.of("1"),
                Optional.of(Version.parse("2026-01-31T10:15:30.123Z")),
                Map.of("id", 1L),
                "too-long",
                Optional.of("Name"),
                "longer than 80 characters")));
    DeadLetter letter = only();
    assertThat(letter.flow()).isEqualTo(flow);
    assertThat(letter.identity()).isEqualTo("1");
    assertThat(letter.key()).contains("1");
    assertThat(letter.version()).contains(Version.parse("2026-01-31T10:15:30.123Z"));
    assertThat(letter.source()).isEqualTo(Map.of("id", 1L));
    assertThat(letter.category()).isEqualTo("too-long");
    assertThat(letter.field()).contains("Name");
    assertThat(letter.reason()).isEqualTo("longer than 80 characters");
    assertThat(letter.attempts()).isEqualTo(1);
    assertThat(letter.firstAt()).isEqualTo(clock.instant());
    assertThat(letter.lastAt()).isEqualTo(clock.instant());
    assertThat(letter.runId()).isEqualTo(run.id());
    assertThat(letter.state()).isEqualTo(DeadLetter.State.WAITING);
    assertThat(deadLetters.find(letter.id())).contains(letter);
  }

  @Test
  void itsTextNamesTheLetterAndNotTheRecord() {
    refuse("secret-key", 1, "secret reason");
    assertThat(only().toString()).contains(only().id(), flow, "type").doesNotContain("secret");
  }

  @Test
  void theSourceComesBackAsItWas() {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("amount", new BigDecimal("67.1740"));
    source.put("huge", new BigDecimal("1e400"));
    source.put("id", 99999999999999999L);
    source.put("text", "a\u0000b \uD83D\uDE00 '\"\\ \n");
    source.put("nothing", null);
    source.put("lines", List.of(Map.of("pdf", new byte[] {0, -1}), List.of()));
    deadLetters.store(run, List.of(rejection(Optional.of("1"), Optional.empty(), source, "no")));
    assertThat(only().source()).usingRecursiveComparison().isEqualTo(source);
    assertThat(only().source().keySet()).containsExactlyElementsOf(source.keySet());
  }

  @Test
  void timesInTheSourceComeBackAsTheyWere() {
    Map<String, Object> source = Map.of("day", LocalDate.parse("2026-01-31"));
    deadLetters.store(run, List.of(rejection(Optional.of("1"), Optional.empty(), source, "no")));
    assertThat(only().source()).isEqualTo(source);
  }

  @Test
  void noTextIsTooStrangeToBeKept() {
    deadLetters.store(
        run,
        List.of(
            rejection(
                Optional.of("k\0ey \uD800"),
                Optional.empty(),
                Map.of("lone surrogate", "\uD800", "nul", "\0"),
                "can't store \0 here")));
    assertThat(only().reason()).isEqualTo("can't store \uFFFD here");
  }

  @Test
  void aRecordWaitsOnceWithTheNewestReason() {
    refuse("1", 1, "first");
    Instant first = clock.instant();
    clock.advance(Duration.ofMinutes(5));
    Run later = books.open(flow, RunKind.ONCE);
    deadLetters.store(later, List.of(rejection("1", 2, "second")));
    DeadLetter letter = only();
    assertThat(letter.attempts()).isEqualTo(2);
    assertThat(letter.firstAt()).isEqualTo(first);
    assertThat(letter.lastAt()).isEqualTo(clock.instant());
    assertThat(letter.runId()).isEqualTo(later.id());
    assertThat(letter.reason()).isEqualTo("second");
    assertThat(letter.version()).contains(Version.of(2));
    assertThat(letter.source()).containsEntry("reason", "second");
  }

  @Test
  void anOlderVersionCountsAsAnAttemptAndReplacesNothing() {
    refuse("1", 10, "new");
    refuse("1", 9, "old");
    assertThat(only().reason()).isEqualTo("new");
    assertThat(only().version()).contains(Version.of(10));
    assertThat(only().source()).containsEntry("reason", "new");
    assertThat(only().attempts()).isEqualTo(2);
  }

  @Test
  void aVersionOfAnotherKindReplacesTheOneThatWaits() {
    refuse("1", 10, "a number");
    deadLetters.store(
        run,
        List.of(
            rejection(
                Optional.of("1"), Optional.of(Version.of(Instant.EPOCH)), Map.of(), "a time")));
    assertThat(only().reason()).isEqualTo("a time");
  }

  @Test
  void aRecordRefusedTwiceInOneChunkWaitsOnce() {
    deadLetters.store(
        run, List.of(rejection("1", 2, "new"), rejection("2", 1, "x"), rejection("1", 1, "old")));
    assertThat(waiting()).hasSize(2);
    DeadLetter letter = waiting().stream().filter(l -> l.identity().equals("1")).findFirst().get();
    assertThat(letter.reason()).isEqualTo("new");
    assertThat(letter.attempts()).isEqualTo(2);
  }

  @Test
  void aRecordWithoutKeyIsKnownByItsContent() {
    for (String name : List.of("A", "B", "A")) {
      deadLetters.store(
          run,
          List.of(rejection(Optional.empty(), Optional.empty(), Map.of("name", name), "no key")));
    }
    assertThat(waiting()).hasSize(2).allMatch(letter -> letter.key().isEmpty());
    assertThat(waiting()).extracting(DeadLetter::attempts).containsExactlyInAnyOrder(2L, 1L);
    assertThat(waiting()).allMatch(letter -> letter.identity().matches("sha256:[0-9a-f]{64}"));
  }

  @Test
  void whatWasDiscardedStaysSoUntilTheRecordChanges() {
    refuse("1", 1, "first");
    assertThat(deadLetters.discard(List.of(only().id()))).isEqualTo(1);
    refuse("1", 1, "first");
    assertThat(waiting()).isEmpty();
    refuse("1", 2, "second");
    assertThat(only().attempts()).isEqualTo(1);
  }

  @Test
  void onlyWaitingLettersCanBeDiscarded() {
    refuse("1", 1, "no");
    String id = only().id();
    assertThat(deadLetters.discard(List.of(id, UUID.randomUUID().toString()))).isEqualTo(1);
    assertThat(deadLetters.discard(List.of(id))).isZero();
    assertThat(deadLetters.discard(List.of())).isZero();
    assertThat(deadLetters.find(id).orElseThrow().state()).isEqualTo(DeadLetter.State.DISCARDED);
  }

  @Test
  void theLastRefusedComeFirstAndTheFilterHolds() {
    refuse("1", 1, "no");
    clock.advance(Duration.ofSeconds(1));
    refuse("2", 1, "no");
    clock.advance(Duration.ofSeconds(1));
    deadLetters.store(
        run,
        List.of(
            new Rejection(
                Optional.of("3"), Optional.empty(), Map.of(), "missing", Optional.empty(), "no")));
    DeadLetterFilter all = DeadLetterFilter.waiting(ALL).ofFlow(flow);
    assertThat(deadLetters.list(all))
        .extracting(DeadLetter::identity)
        .containsExactly("3", "2", "1");
    assertThat(deadLetters.list(DeadLetterFilter.waiting(2).ofFlow(flow)))
        .extracting(DeadLetter::identity)
        .containsExactly("3", "2");
    assertThat(
            deadLetters.list(
                new DeadLetterFilter(Optional.of(flow), Optional.of("missing"), all.state(), ALL)))
        .hasSize(1);
    assertThat(deadLetters.list(DeadLetterFilter.waiting(ALL).ofFlow("no such flow"))).isEmpty();
    assertThat(
            deadLetters.list(
                new DeadLetterFilter(
                    Optional.of(flow),
                    Optional.empty(),
                    Optional.of(DeadLetter.State.DELIVERED),
                    ALL)))
        .isEmpty();
  }

  @Test
  void theyAreFoundByTheRunAndByWhatTheySay() {
    refuse("10%", 1, "no such Country");
    refuse("100", 1, "too long");
    assertThat(found(Optional.of(run.id()), Optional.empty()))
        .containsExactlyInAnyOrder("10%", "100");
    assertThat(found(Optional.of("another"), Optional.empty())).isEmpty();
    assertThat(found(Optional.empty(), Optional.of("COUNTRY"))).containsExactly("10%");
    assertThat(found(Optional.empty(), Optional.of("0%"))).containsExactly("10%");
    assertThat(found(Optional.empty(), Optional.of("_"))).isEmpty();
  }

  private List<String> found(Optional<String> byRun, Optional<String> text) {
    DeadLetterFilter filter =
        new DeadLetterFilter(
            Optional.of(flow), Optional.empty(), Optional.empty(), byRun, text, ALL);
    return deadLetters.list(filter).stream().map(DeadLetter::identity).toList();
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatThrownBy(() -> DeadLetterFilter.waiting(0))
        .hasMessage("the limit cannot be less than 1, but is 0");
  }

  @Test
  void aPrefixFindsItsLetterUnlessSeveralBeginSo() {
    refuse("1", 1, "no");
    String id = only().id();
    assertThat(deadLetters.find(id.substring(0, 35))).contains(only());
    assertThat(deadLetters.find("%")).isEmpty();
    assertThat(deadLetters.find("")).isEmpty();
    for (int i = 0; i < 17; i++) {
      refuse("n" + i, 1, "no");
    }
    assertThatThrownBy(this::findByEveryFirstDigit)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Give more of the id");
  }

  /** Eighteen letters, sixteen digits. */
  private void findByEveryFirstDigit() {
    "0123456789abcdef".chars().forEach(digit -> deadLetters.find(Character.toString(digit)));
  }

  @Test
  void theWaitingOnesAreCountedByFlow() {
    assertThat(deadLetters.waitingByFlow()).doesNotContainKey(flow);
    refuse("1", 1, "no");
    refuse("2", 1, "no");
    refuse("3", 1, "no");
    deadLetters.discard(List.of(waiting().get(0).id()));
    assertThat(deadLetters.waitingByFlow()).containsEntry(flow, 2L);
  }

  @Test
  void aLetterIsPartOfTheTransactionAroundIt() {
    assertThatThrownBy(
            () ->
                store.useTransaction(
                    handle -> {
                      refuse("1", 1, "no");
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aRecordThatIsDeliveredLaterClosesItsLetter() {
    refuse("1", 2, "no");
    refuse("2", 2, "no");
    String id = waiting().stream().filter(l -> l.identity().equals("1")).findFirst().get().id();
    deadLetters.delivered(run, List.of(record("1", 3, "A"), record("9", 1, "B")));
    assertThat(only().identity()).isEqualTo("2");
    assertThat(deadLetters.find(id).orElseThrow().state()).isEqualTo(DeadLetter.State.DELIVERED);
  }

  @Test
  void theVersionThatWasRefusedClosesItsLetterWhenItIsDelivered() {
    refuse("1", 2, "no");
    deadLetters.delivered(run, List.of(record("1", 2, "A")));
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aLetterNewerThanWhatWasDeliveredGoesOnWaiting() {
    refuse("1", 10, "no");
    deadLetters.delivered(run, List.of(record("1", 9, "A")));
    assertThat(only().identity()).isEqualTo("1");
  }

  @Test
  void withoutVersionsTheLaterDeliveryCloses() {
    deadLetters.store(
        run, List.of(rejection(Optional.of("1"), Optional.empty(), Map.of("id", 1L), "no")));
    refuse("2", 5, "no");
    deadLetters.delivered(run, List.of(record("1", 1, "A"), record("2", (Version) null, "B")));
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aRecordOfAnotherFlowClosesNothing() {
    refuse("1", 1, "no");
    Run other = books.open("accounts-" + UUID.randomUUID(), RunKind.ONCE);
    deadLetters.delivered(other, List.of(record("1", 2, "A")));
    assertThat(only().identity()).isEqualTo("1");
  }

  @Test
  void aRecordWhoseKeyBecameKnownClosesTheLetterOfItsContent() {
    Map<String, Object> source = record("1", 1, "A").source();
    deadLetters.store(
        run, List.of(rejection(Optional.empty(), Optional.empty(), source, "no key")));
    deadLetters.delivered(run, List.of(record("1", 1, "A")));
    assertThat(waiting()).isEmpty();
  }

  private void refuse(String key, long version, String reason) {
    deadLetters.store(run, List.of(rejection(key, version, reason)));
  }

  private static Rejection rejection(String key, long version, String reason) {
    return rejection(
        Optional.of(key),
        Optional.of(Version.of(version)),
        Map.of("id", key, "reason", reason),
        reason);
  }

  private static Rejection rejection(
      Optional<String> key, Optional<Version> version, Map<String, Object> source, String reason) {
    return new Rejection(key, version, source, "type", Optional.empty(), reason);
  }

  private List<DeadLetter> waiting() {
    return deadLetters.list(DeadLetterFilter.waiting(ALL).ofFlow(flow));
  }

  private DeadLetter only() {
    assertThat(waiting()).hasSize(1);
    return waiting().get(0);
  }
}
