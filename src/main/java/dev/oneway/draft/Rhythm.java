package dev.oneway.draft;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a flow starts. Immutable.
 *
 * @param cron as Quartz reads it
 * @param words at the beginning of a sentence
 */
public record Rhythm(String cron, String words) {
  private static final Pattern EVERY = Pattern.compile("([1-9]\\d{0,3})([smhd])");

  /** By a cron expression that is known to be right. */
  public static Rhythm of(String cron) {
    return new Rhythm(cron, "At its times");
  }

  /**
   * {@code 30s}, {@code 15m}, {@code 2h} or {@code 1d}.
   *
   * @throws IllegalArgumentException when no cron expression says it
   */
  public static Rhythm every(String time) {
    Matcher every = EVERY.matcher(time.strip());
    if (!every.matches()) {
      throw wrong(time, "Write a number with its unit, as in 30s, 15m, 2h or 1d.");
    }
    int count = Integer.parseInt(every.group(1));
    return switch (every.group(2)) {
      case "s" -> parts(time, count, 60, "second", "0/%d * * * * ?", "* * * * * ?");
      case "m" -> parts(time, count, 60, "minute", "0 0/%d * * * ?", "0 * * * * ?");
      case "h" -> parts(time, count, 24, "hour", "0 0 0/%d * * ?", "0 0 * * * ?");
      default -> parts(time, count, 1, "day", "", "0 0 0 * * ?");
    };
  }

  private static Rhythm parts(
      String time, int count, int whole, String unit, String several, String one) {
    if (count == 1) {
      return new Rhythm(one, "Every " + unit);
    }
    if (count >= whole || whole % count != 0) {
      throw wrong(
          time,
          "It must divide %s evenly; write other times as --cron."
              .formatted(words(Duration.ofSeconds(unit.equals("second") ? 60 : 3600), unit)));
    }
    return new Rhythm(several.formatted(count), "Every %d %ss".formatted(count, unit));
  }

  private static String words(Duration whole, String unit) {
    if (unit.equals("hour") || unit.equals("day")) {
      return "a day";
    }
    return whole.toMinutes() == 1 ? "a minute" : "an hour";
  }

  private static IllegalArgumentException wrong(String time, String remedy) {
    return new IllegalArgumentException("a flow can't start every `" + time + "`. " + remedy);
  }
}
