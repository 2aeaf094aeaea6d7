package dev.oneway.cli.live;

import java.util.List;
import java.util.stream.Collectors;

/** Numbers as a row of bars, the highest as high as the line. */
final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /** A bar for each number; a blank for none. */
  static String of(List<Long> numbers) {
    long most = numbers.stream().mapToLong(Long::longValue).max().orElse(0);
    return numbers.stream().map(number -> bar(number, most)).collect(Collectors.joining());
  }

  private static String bar(long number, long most) {
    if (number <= 0) {
      return " ";
    }
    int height = (int) Math.ceil((double) number / most * BARS.length());
    return BARS.substring(height - 1, height);
  }
}
