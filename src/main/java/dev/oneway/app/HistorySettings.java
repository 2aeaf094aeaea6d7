package dev.oneway.app;

import dev.oneway.ops.history.Keeping;
import java.time.Duration;
import java.util.List;

/** Reads the settings {@code oneway.history.*}: how long what is over stays. */
final class HistorySettings {
  static final List<String> NAMES =
      List.of(
          "oneway.history.runs",
          "oneway.history.deadLetters",
          "oneway.history.alerts",
          "oneway.history.audit",
          "oneway.history.sums");

  private static final Duration SHORTEST = Duration.ofHours(1);

  /** What is told of the last week needs the week. */
  private static final Duration SHORTEST_SUMS = Duration.ofDays(8);

  private HistorySettings() {}

  /**
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  static Keeping read(Settings settings) {
    Keeping byDefault = Keeping.DEFAULT;
    return new Keeping(
        time(settings, "oneway.history.runs", byDefault.runs(), SHORTEST),
        time(settings, "oneway.history.deadLetters", byDefault.deadLetters(), SHORTEST),
        time(settings, "oneway.history.alerts", byDefault.alerts(), SHORTEST),
        time(settings, "oneway.history.audit", byDefault.audit(), SHORTEST),
        time(settings, "oneway.history.sums", byDefault.sums(), SHORTEST_SUMS));
  }

  private static Duration time(
      Settings settings, String name, Duration byDefault, Duration shortest) {
    Duration time = settings.duration(name, byDefault);
    if (time.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          name + " cannot be less than " + shortest.toHours() + "h.");
    }
    return time;
  }
}
