package dev.oneway.oversight;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Raises an alert when a flow has much less or much more to do than it used to: the last whole hour
 * in which it ran is compared with the same hour of the same weekday in the weeks before, once
 * there are four, and before that with all hours so far, once they are ten and a week has passed.
 * What comes while an alert lasts is nothing to compare with, until it has lasted a week: then it
 * is how things are now.
 *
 * <p>Unusual is what is beyond all of them by a factor of two, and beyond their median by a factor
 * of four, so that neither a rhythm nor noise is. Threads may share it.
 */
public final class VolumeWatch {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int WEEKS = 4;
  private static final int HOURS = 10;
  private static final int FEWEST_RECORDS = 20;
  private static final int BEYOND_ALL = 2;
  private static final int BEYOND_MEDIAN = 4;
  private static final int HISTORY = (int) Duration.ofDays(90).toHours();

  private final VolumeLog log;
  private final Alerts alerts;
  private final Clock clock;
  private final ZoneId zone;
  private final Map<String, Long> judged = new ConcurrentHashMap<>();

  public VolumeWatch(VolumeLog log, Alerts alerts, Clock clock, ZoneId zone) {
    this.log = log;
    this.alerts = alerts;
    this.clock = clock;
    this.zone = zone;
  }

  /** Judges each flow's last whole hour, once. */
  public void look(List<String> flows) {
    long now = VolumeLog.hourOf(clock.instant());
    for (String flow : flows) {
      Long last = judged.put(flow, now);
      if (last == null || last != now) {
        judge(flow);
      }
    }
  }

  private void judge(String flow) {
    List<VolumeLog.Hour> hours = log.latest(flow, HISTORY);
    if (hours.isEmpty()) {
      return;
    }
    Optional<Alert> open = alerts.open(flow, AlertKind.VOLUME);
    if (open.isPresent() && open.get().lasted(clock.instant()).compareTo(WEEK) > 0) {
      alerts.resolve(flow, AlertKind.VOLUME, Optional.of("it has been so for a week."));
      return;
    }
    VolumeLog.Hour hour = hours.get(0);
    long before = open.map(this::firstUnusual).orElse(hour.hour());
    usual(hour, hours.stream().filter(one -> one.hour() < before).toList())
        .ifPresent(usual -> judge(flow, hour, usual));
  }

  private long firstUnusual(Alert alert) {
    return VolumeLog.hourOf(alert.raisedAt()) - 1;
  }

  private void judge(String flow, VolumeLog.Hour hour, Usual usual) {
    if (usual.isUnusual(hour.records())) {
      alerts.raise(flow, AlertKind.VOLUME, Optional.empty(), words(hour, usual));
    } else {
      alerts.resolve(flow, AlertKind.VOLUME);
    }
  }

  private Optional<Usual> usual(VolumeLog.Hour hour, List<VolumeLog.Hour> before) {
    int hourOfWeek = hourOfWeek(hour);
    List<Long> sameHour =
        before.stream()
            .filter(one -> hourOfWeek(one) == hourOfWeek)
            .map(VolumeLog.Hour::records)
            .sorted()
            .toList();
    if (sameHour.size() >= WEEKS) {
      return Optional.of(new Usual(sameHour, "in this hour of the week"));
    }
    List<Long> any = before.stream().map(VolumeLog.Hour::records).sorted().toList();
    boolean aWeek = before.stream().anyMatch(one -> one.hour() <= hour.hour() - WEEK.toHours());
    return aWeek && any.size() >= HOURS
        ? Optional.of(new Usual(any, "in an hour"))
        : Optional.empty();
  }

  private int hourOfWeek(VolumeLog.Hour hour) {
    ZonedDateTime begin = hour.begin().atZone(zone);
    return begin.getDayOfWeek().getValue() * 24 + begin.getHour();
  }

  private String words(VolumeLog.Hour hour, Usual usual) {
    return "%,d records came in the hour from %s; %s it used to be %,d to %,d. If the source is as it should be, nothing has to be done."
        .formatted(
            hour.records(),
            hour.begin().atZone(zone).toLocalDateTime(),
            usual.when(),
            usual.lowest(),
            usual.highest());
  }

  /**
   * What has been before.
   *
   * @param sorted records by the hour, ascending; at least one
   */
  private record Usual(List<Long> sorted, String when) {
    long lowest() {
      return sorted.get(0);
    }

    long highest() {
      return sorted.get(sorted.size() - 1);
    }

    long median() {
      return sorted.get(sorted.size() / 2);
    }

    boolean isUnusual(long records) {
      boolean low = records * BEYOND_ALL < lowest() && records * BEYOND_MEDIAN < median();
      boolean high = records > highest() * BEYOND_ALL && records > median() * BEYOND_MEDIAN;
      return (low || high) && Math.abs(records - median()) >= FEWEST_RECORDS;
    }
  }
}
