package dev.oneway.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server allows us.
 *
 * @param rates all of them hold at once; empty when nothing is known
 * @param concurrent how many requests may be under way at once, at least 1
 */
public record HttpLimits(List<Rate> rates, int concurrent) {
  private static final Pattern RATE = Pattern.compile("(\\d{1,7})/(\\S+)");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /**
   * At most so many requests within any stretch of time of this length.
   *
   * @param requests at least 1
   */
  public record Rate(int requests, Duration window) {
    private static final Duration LONGEST = Duration.ofDays(31);

    public Rate {
      if (window.toMillis() < 1 || window.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "rate has a time of %s; it is at least 1ms and at most 744h.".formatted(window));
      }
    }
  }

  public HttpLimits {
    rates = rates.stream().sorted(Comparator.comparing(Rate::window)).toList();
    if (concurrent < 1) {
      throw new IllegalArgumentException(
          "concurrent cannot be less than 1, and is " + concurrent + ".");
    }
  }

  /**
   * @param rate as the option is written: {@code 5/1s} or {@code 100/10s, 250000/24h}; blank for
   *     none
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static HttpLimits parse(String rate, int concurrent) {
    List<Rate> rates = new ArrayList<>();
    for (String text : rate.isBlank() ? List.<String>of() : split(rate)) {
      Matcher written = RATE.matcher(text);
      if (!written.matches() || Integer.parseInt(written.group(1)) < 1) {
        throw new IllegalArgumentException(
            "rate has `%s`, which is none. Write requests and time, as in rate=100/10s."
                .formatted(text));
      }
      rates.add(
          new Rate(Integer.parseInt(written.group(1)), OptionTime.parse("rate", written.group(2))));
    }
    return new HttpLimits(rates, concurrent);
  }

  private static List<String> split(String rate) {
    return COMMA.splitAsStream(rate.strip()).toList();
  }
}
