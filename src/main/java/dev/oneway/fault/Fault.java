package dev.oneway.fault;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One mistake in a file somebody wrote, told so that it can be mended without reading anything
 * else.
 *
 * @param file the file as the author named it, e.g. {@code mappings/order.yaml}
 * @param line 1-based; 0 when the whole file is meant
 * @param column 1-based; 0 when the whole line is meant
 * @param what what is wrong, one sentence ending in a full stop
 * @param remedy how to fix it, one sentence ending in a full stop
 */
public record Fault(String file, int line, int column, String what, String remedy) {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n]]");

  /** What a file holds may be quoted; a control character in it is named, so that none acts. */
  public Fault {
    what = visible(what);
    remedy = visible(remedy);
  }

  /** Files by name, then from top to bottom. */
  public static final Comparator<Fault> BY_PLACE =
      Comparator.comparing(Fault::file)
          .thenComparingInt(Fault::line)
          .thenComparingInt(Fault::column);

  private static String visible(String text) {
    return CONTROL.matcher(text).replaceAll(c -> "U+%04X".formatted((int) c.group().charAt(0)));
  }

  /** {@code file}, {@code file:line} or {@code file:line:column}, whichever is known. */
  public String place() {
    if (line <= 0) {
      return file;
    }
    return column <= 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }

  @Override
  public String toString() {
    return place() + ": " + what + " " + remedy;
  }
}
