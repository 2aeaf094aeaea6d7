package dev.oneway.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.run.TestClock;
import dev.oneway.state.StateDatabase;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Flows with a past of hours, one run each; the clock goes from hour to hour. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class VolumeWatchTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Parameter StateDatabase database;
  private final TestClock clock = new TestClock();
  private final Random noise = new Random(7);
  private final String flow = "contacts-" + UUID.randomUUID();
  private Alerts alerts;
  private Books books;
  private VolumeLog log;
  private VolumeWatch watch;

  @BeforeEach
  void open() {
    alerts = new Alerts(database.shared(), clock);
    books =
        new Books(
            database.shared(), new DeadLetters(database.shared(), clock), Overlap.DEFAULT, clock);
    log = new VolumeLog(database.shared(), clock);
    watch = new VolumeWatch(log, alerts, clock, ZoneOffset.UTC);
    books.addObserver(log);
  }

  private void hours(int count, ToLongFunction<ZonedDateTime> records) {
    ran(count, records);
    for (int hour = 0; hour < count; hour++) {
      clock.advance(HOUR);
      watch.look(List.of(flow));
      watch.look(List.of(flow));
    }
  }

  /** As the log writes it, in one go; hours that are still to come aren't seen before. */
  private void ran(int count, ToLongFunction<ZonedDateTime> records) {
    database
        .shared()
        .useTransaction(
            handle -> {
              for (int hour = 0; hour < count; hour++) {
                Instant begin = clock.instant().plus(HOUR.multipliedBy(hour));
                handle.execute(
                    "INSERT INTO volume (flow, hour, runs, records, rejected) VALUES (?, ?, 1, ?, 0)",
                    flow,
                    VolumeLog.hourOf(begin),
                    records.applyAsLong(begin.atZone(ZoneOffset.UTC)));
              }
            });
  }

  private void run(long read, long rejected) {
    Run run = books.open(flow, RunKind.SCHEDULED);
    run.read(read);
    run.count(Fate.UNCHANGED, read - rejected);
    run.count(Fate.REJECTED, rejected);
    books.close(run);
  }

  private List<Alert> raised() {
    return alerts.latest(10_000).stream().filter(alert -> alert.flow().equals(flow)).toList();
  }

  private long about(long records) {
    return Math.max(0, Math.round(records * (1 + noise.nextGaussian() / 10)));
  }

  @Test
  void aTenthOfASteadyPastIsOneAlertWhichEndsWhenItIsAsItWas() {
    hours(8 * 24, hour -> about(1000));
    assertThat(raised()).isEmpty();
    hours(5, hour -> about(100));
    assertThat(raised())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(AlertKind.VOLUME);
              assertThat(alert.resolvedAt()).isEmpty();
            });
    hours(1, hour -> about(1000));
    assertThat(raised()).singleElement().matches(alert -> alert.resolvedAt().isPresent());
  }

  @Test
  void tenTimesASteadyPastIsOneAlertToo() {
    hours(8 * 24, hour -> about(50));
    hours(2, hour -> about(500));
    assertThat(raised()).singleElement().matches(alert -> alert.kind() == AlertKind.VOLUME);
  }

  @Test
  void whatHasBeenSoForAWeekIsHowThingsAreNow() {
    hours(8 * 24, hour -> about(1000));
    hours(8 * 24, hour -> about(100));
    assertThat(raised())
        .singleElement()
        .matches(alert -> alert.resolution().orElseThrow().contains("for a week"));
  }

  /** Busy on workdays from 8 to 18, next to nothing otherwise. */
  private long ofTheWeek(ZonedDateTime hour) {
    boolean busy =
        hour.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
            && hour.getHour() >= 8
            && hour.getHour() < 18;
    return about(busy ? 1000 : 3);
  }

  @Test
  void aWeeklyRhythmIsNoAlert() {
    hours(6 * 7 * 24, this::ofTheWeek);
    assertThat(raised()).isEmpty();
  }

  @Test
  void butAnHourThatIsQuietWhenItIsUsuallyBusyIs() {
    hours(5 * 7 * 24, this::ofTheWeek);
    while (ofTheWeek(clock.instant().atZone(ZoneOffset.UTC)) < 500) {
      hours(1, this::ofTheWeek);
    }
    hours(1, hour -> 3);
    assertThat(raised())
        .singleElement()
        .matches(alert -> alert.text().contains("hour of the week"));
  }

  @Test
  void fewRecordsAndAShortPastSayNothing() {
    hours(8 * 24, hour -> 5);
    hours(2, hour -> 0);
    assertThat(raised()).isEmpty();
  }

  @Test
  void hoursAreCountedOnceAndForgottenAfterNinetyDays() {
    run(3, 1);
    run(4, 0);
    clock.advance(HOUR);
    assertThat(log.latest(flow, 10))
        .singleElement()
        .matches(hour -> hour.runs() == 2 && hour.records() == 7 && hour.rejected() == 1);
    clock.advance(Duration.ofDays(91));
    log.forget();
    assertThat(log.latest(flow, 10)).isEmpty();
  }
}
