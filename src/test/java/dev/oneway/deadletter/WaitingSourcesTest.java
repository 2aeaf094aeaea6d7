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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a replay reads, while its own deliveries and refusals change the letters. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class WaitingSourcesTest {
  private static final int LETTERS = 250;

  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private DeadLetters deadLetters;
  private Run run;

  @BeforeEach
  void open() {
    StateStore store = database.shared();
    deadLetters = new DeadLetters(store, clock);
    run =
        new Books(store, deadLetters, new Overlap(Duration.ZERO, 0), clock)
            .open(flow, RunKind.REPLAY);
    deadLetters.store(run, IntStream.range(0, LETTERS).mapToObj(i -> rejection("k" + i)).toList());
    clock.advance(Duration.ofSeconds(1));
  }

  @Test
  void everyWaitingRecordComesOnce() {
    assertThat(ids(deadLetters.waitingSources(flow))).hasSize(LETTERS).doesNotHaveDuplicates();
  }

  @Test
  void aRecordThatIsDeliveredMeanwhileDoesNotShiftTheOthers() {
    List<String> seen = new ArrayList<>();
    deadLetters
        .waitingSources(flow)
        .forEachRemaining(
            source -> {
              String id = (String) source.get("id");
              seen.add(id);
              deadLetters.delivered(run, List.of(record(id, 2, "A")));
            });
    assertThat(seen).hasSize(LETTERS).doesNotHaveDuplicates();
    assertThat(deadLetters.waitingByFlow()).doesNotContainKey(flow);
  }

  @Test
  void aRecordThatIsRefusedAgainDoesNotComeTwice() {
    Iterator<Map<String, Object>> sources = deadLetters.waitingSources(flow);
    List<String> seen = new ArrayList<>();
    while (sources.hasNext()) {
      String id = (String) sources.next().get("id");
      seen.add(id);
      clock.advance(Duration.ofSeconds(1));
      deadLetters.store(run, List.of(rejection(id)));
    }
    assertThat(seen).hasSize(LETTERS).doesNotHaveDuplicates();
  }

  @Test
  void aRecordThatIsRefusedForTheFirstTimeMeanwhileIsLeftToTheNextReplay() {
    Iterator<Map<String, Object>> sources = deadLetters.waitingSources(flow);
    List<String> seen = new ArrayList<>();
    while (sources.hasNext()) {
      seen.add((String) sources.next().get("id"));
      clock.advance(Duration.ofSeconds(1));
      deadLetters.store(run, List.of(rejection("new" + seen.size())));
    }
    assertThat(seen).hasSize(LETTERS).allMatch(id -> id.startsWith("k"));
  }

  @Test
  void aFlowWithoutLettersHasNone() {
    Iterator<Map<String, Object>> none = deadLetters.waitingSources("no such flow");
    assertThat(none.hasNext()).isFalse();
    assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
  }

  private static List<String> ids(Iterator<Map<String, Object>> sources) {
    List<String> ids = new ArrayList<>();
    sources.forEachRemaining(source -> ids.add((String) source.get("id")));
    return ids;
  }

  private static Rejection rejection(String key) {
    return new Rejection(
        Optional.of(key),
        Optional.of(Version.of(1)),
        Map.of("id", key),
        "type",
        Optional.empty(),
        "no");
  }
}
