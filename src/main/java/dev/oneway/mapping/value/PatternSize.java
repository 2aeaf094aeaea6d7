package dev.oneway.mapping.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression is when its repetitions are written out, which is what compiling
 * it costs. Roughly counted, as what is no regular expression is found elsewhere.
 */
final class PatternSize {
  private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,6})(?:,([0-9]{0,6}))?\\}");

  private final String text;
  private final Matcher repetition;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long size;
  private long last;
  private int at;

  private PatternSize(String text) {
    this.text = text;
    this.repetition = REPETITION.matcher(text);
  }

  /** The number of its parts; Long.MAX_VALUE stands for anything larger. */
  static long of(String text) {
    return new PatternSize(text).count();
  }

  private long count() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\\' -> part(endOfEscape());
        case '[' -> part(endOfClass());
        case '(' -> open();
        case ')' -> close();
        case '{' -> repeat();
        default -> part(at + 1);
      }
    }
    while (!outer.isEmpty()) {
      close();
    }
    return size;
  }

  private void part(int end) {
    last = 1;
    size = sum(size, 1);
    at = end;
  }

  /** The braces of {@code \\p{Lu}} and {@code \\x{20AC}} repeat nothing. */
  private int endOfEscape() {
    boolean braced = text.startsWith("{", at + 2) && "pPx".indexOf(text.charAt(at + 1)) >= 0;
    int end = braced ? text.indexOf('}', at) : at + 1;
    return end < 0 ? text.length() : end + 1;
  }

  /** A bracket that comes first in a class belongs to it. */
  private int endOfClass() {
    int end = text.indexOf(']', text.startsWith("[^", at) ? at + 3 : at + 2);
    for (int i = at; i < end; i++) {
      i += text.charAt(i) == '\\' ? 1 : 0;
      end = i == end ? text.indexOf(']', end + 1) : end;
    }
    return end < 0 ? text.length() : end + 1;
  }

  /** A group counts by itself, too, so that no depth is free. */
  private void open() {
    outer.push(size);
    size = 1;
    at++;
  }

  private void close() {
    last = size;
    size = sum(size, outer.isEmpty() ? 0 : outer.pop());
    at++;
  }

  private void repeat() {
    if (!repetition.region(at, text.length()).lookingAt()) {
      part(at + 1);
      return;
    }
    String most = repetition.group(2);
    long times = Long.parseLong(most == null || most.isEmpty() ? repetition.group(1) : most);
    long whole = product(last, Math.max(1, times));
    size = sum(size - last, whole);
    last = whole;
    at = repetition.end();
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private static long product(long a, long b) {
    return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }
}
