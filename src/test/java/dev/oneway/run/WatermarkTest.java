package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.record.Version;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StateDatabase.class)
class WatermarkTest {
  private static final Version EARLIER = Version.parse("2026-01-31T10:00:00Z");
  private static final Version LATER = Version.parse("2026-01-31T10:15:30.123Z");

  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final String flow = "contacts-" + UUID.randomUUID();
  private Books books;

  @BeforeEach
  void open() {
    StateStore store = database.shared();
    books = new Books(store, new DeadLetters(store, clock), Overlap.DEFAULT, clock);
  }

  @Test
  void theFirstReadBeginsAtTheBeginning() {
    Run run = next();
    assertThat(run.watermark()).isEmpty();
    assertThat(run.since()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void theNextReadBeginsAtTheHighestVersionSeenMinusTheOverlap() {
    assertThat(runThatSaw(LATER, EARLIER).watermark()).contains(LATER);
    assertThat(next().watermark()).contains(LATER);
    assertThat(next().since()).isEqualTo("2026-01-31T10:10:30.123Z");
  }

  @Test
  void itNeverGoesBack() {
    runThatSaw(LATER);
    assertThat(runThatSaw(EARLIER).watermark()).isEmpty();
    assertThat(runThatSaw().watermark()).isEmpty();
    assertThat(next().watermark()).contains(LATER);
  }

  @Test
  void itStaysWhenTheRunFails() {
    runThatSaw(EARLIER);
    Run run = next();
    run.seen(LATER);
    run.fail(new IllegalStateException("broken"));
    assertThat(books.close(run).watermark()).isEmpty();
    assertThat(next().watermark()).contains(EARLIER);
  }

  @Test
  void itStaysWhenTheBooksDoNotBalance() {
    Run run = next();
    run.seen(LATER);
    run.read(1);
    books.close(run);
    assertThat(next().watermark()).isEmpty();
  }

  @Test
  void itStaysWhenDeadLettersAreReplayed() {
    Run run = books.open(flow, RunKind.REPLAY);
    run.seen(LATER);
    assertThat(books.close(run).state()).isEqualTo(RunState.DONE);
    assertThat(next().watermark()).isEmpty();
  }

  @Test
  void aRecordDatedInTheFutureDoesNotHideThoseThatComeAfterIt() {
    Instant start = clock.instant();
    RunSummary summary = runThatSaw(Version.parse("2099-01-01T00:00:00Z"), EARLIER);
    assertThat(summary.watermark()).contains(Version.of(start));
  }

  @Test
  void whatChangedDuringTheRunIsReadAgain() {
    Instant start = clock.instant();
    Run run = next();
    clock.advance(Duration.ofMinutes(10));
    run.seen(Version.of(start.plusSeconds(60)));
    assertThat(books.close(run).watermark()).contains(Version.of(start));
  }

  @Test
  void aNumberHasAnOverlapOfItsOwnAndNoFuture() {
    runThatSaw(Version.of(Long.MAX_VALUE - 1), Version.of(3));
    long since = Long.MAX_VALUE - 1 - Overlap.DEFAULT.numbers();
    assertThat(next().since()).isEqualTo(Long.toString(since));
    assertThat(next().sinceNumber()).isEqualTo(since);
  }

  @Test
  void aTimeIsToldInTheFormsSourcesAskFor() {
    runThatSaw(Version.parse("2026-01-31T10:20:30.9876Z"));
    Run run = next();
    assertThat(run.since()).isEqualTo("2026-01-31T10:15:30.987600Z");
    assertThat(run.sinceSeconds()).isEqualTo(1_769_854_530L);
    assertThat(run.sinceMillis()).isEqualTo(1_769_854_530_987L);
    assertThat(run.sinceDateTime()).isEqualTo("2026-01-31 10:15:30");
  }

  @Test
  void withoutAWatermarkThatIsATimeTheFormsTellTheBeginning() {
    assertThat(next().sinceMillis()).isZero();
    runThatSaw(Version.of(5000));
    Run run = next();
    assertThat(run.sinceNumber()).isEqualTo(4000);
    assertThat(run.sinceSeconds()).isZero();
    assertThat(run.sinceMillis()).isZero();
    assertThat(run.sinceDateTime()).isEqualTo("1970-01-01 00:00:00");
  }

  @Test
  void beforeTheFirstNumberTheBeginningIsZero() {
    assertThat(next().sinceNumber()).isZero();
  }

  @Test
  void aChangedAtThatCountsSomethingElseStartsAnew() {
    runThatSaw(LATER);
    runThatSaw(Version.of(5));
    assertThat(next().watermark()).contains(Version.of(5));
    runThatSaw(EARLIER);
    assertThat(next().watermark()).contains(EARLIER);
  }

  @Test
  void eachFlowHasItsOwn() {
    runThatSaw(LATER);
    assertThat(books.open("accounts-" + UUID.randomUUID(), RunKind.SCHEDULED).watermark())
        .isEmpty();
  }

  private RunSummary runThatSaw(Version... versions) {
    Run run = next();
    for (Version version : versions) {
      run.seen(version);
    }
    return books.close(run);
  }

  private Run next() {
    return books.open(flow, RunKind.SCHEDULED);
  }
}
