package dev.oneway.oversight;

import dev.oneway.alert.Alert;
import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Raises an alert when dead letters grow in number, and when what waits in an inbox grows old. Used
 * by one thread.
 */
public final class BacklogWatch {
  private static final Duration LATELY = Duration.ofHours(1);

  /** What waits for another flow's record is delivered by itself: mostly when that flow has run. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final StateStore store;
  private final Alerts alerts;
  private final Clock clock;
  private final int deadLettersAnHour;
  private final Duration oldest;

  /**
   * @param deadLettersAnHour how many new ones that still wait are too many
   * @param oldest how long an event may wait in an inbox
   */
  public BacklogWatch(
      StateStore store, Alerts alerts, Clock clock, int deadLettersAnHour, Duration oldest) {
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
    this.deadLettersAnHour = deadLettersAnHour;
    this.oldest = oldest;
  }

  /**
   * @param flows those to look at
   * @param oldestEvents when the oldest event came that waits for a flow, by the flow's name
   */
  public void look(List<String> flows, Map<String, Instant> oldestEvents) {
    List<Alert> open = alerts.open();
    Map<String, Long> letters = newDeadLetters();
    for (String flow : flows) {
      letters(flow, letters.getOrDefault(flow, 0L), open);
      waiting(flow, Optional.ofNullable(oldestEvents.get(flow)), open);
    }
  }

  /** Those of the last hour that still wait, by flow. */
  private Map<String, Long> newDeadLetters() {
    return store.inTransaction(
        handle -> {
          Map<String, Long> found = new HashMap<>();
          handle
              .createQuery(
                  "SELECT flow, COUNT(*) AS letters FROM dead_letter"
                      + " WHERE state = 'waiting' AND first_at > ?"
                      + " AND (awaits_flow IS NULL OR first_at < ?) GROUP BY flow")
              .bind(0, clock.instant().minus(LATELY).toEpochMilli())
              .bind(1, clock.instant().minus(PATIENCE).toEpochMilli())
              .map((rs, context) -> found.put(rs.getString("flow"), rs.getLong("letters")))
              .list();
          return found;
        });
  }

  private void letters(String flow, long letters, List<Alert> open) {
    if (letters >= deadLettersAnHour) {
      alerts.raise(
          flow,
          AlertKind.DEAD_LETTERS,
          Optional.empty(),
          "%,d records were refused within an hour and still wait. `oneway dead-letters --flow %s` says why."
              .formatted(letters, flow));
    } else if (letters == 0) {
      alerts.resolveAmong(open, flow, AlertKind.DEAD_LETTERS);
    }
  }

  private void waiting(String flow, Optional<Instant> since, List<Alert> open) {
    Duration age = since.map(came -> Duration.between(came, clock.instant())).orElse(Duration.ZERO);
    if (age.compareTo(oldest) > 0) {
      alerts.raise(
          flow,
          AlertKind.INBOX,
          Optional.empty(),
          "What came first has waited in the inbox for %s. Its runs say why: `oneway runs %s`."
              .formatted(Lasting.words(age), flow));
    } else {
      alerts.resolveAmong(open, flow, AlertKind.INBOX);
    }
  }
}
