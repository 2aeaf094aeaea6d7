package dev.oneway.record;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The one way most systems write points in time, {@code 2026-01-31T10:15:30.123Z}, read without the
 * garbage of a formatter: every record with a {@code changedAt} comes through here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339</a>
 */
final class Rfc3339 {
  private static final int SECONDS_END = 19;
  private static final int MOST_FRACTION_DIGITS = 9;
  private static final int OFFSET_LENGTH = 6;

  private Rfc3339() {}

  /**
   * The time a text says; null when it is written in another way, which may still be a right one.
   *
   * @throws DateTimeException when it is written so and there is no such time
   */
  static OffsetDateTime read(String text) {
    int length = text.length();
    if (length <= SECONDS_END || !isSecond(text)) {
      return null;
    }
    int at = SECONDS_END;
    int nanos = 0;
    if (text.charAt(at) == '.') {
      at = digitsEnd(text, at + 1);
      int digits = at - SECONDS_END - 1;
      if (digits == 0 || digits > MOST_FRACTION_DIGITS || at == length) {
        return null;
      }
      nanos = number(text, SECONDS_END + 1, at);
      for (int i = digits; i < MOST_FRACTION_DIGITS; i++) {
        nanos *= 10;
      }
    }
    ZoneOffset offset = offset(text, at);
    return offset == null ? null : time(text, nanos, offset);
  }

  private static OffsetDateTime time(String text, int nanos, ZoneOffset offset) {
    return OffsetDateTime.of(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        number(text, 17, SECONDS_END),
        nanos,
        offset);
  }

  /** {@code dddd-dd-ddTdd:dd:dd}, or a blank for the T. */
  private static boolean isSecond(String text) {
    for (int i = 0; i < SECONDS_END; i++) {
      char c = text.charAt(i);
      boolean right =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T' || c == ' ';
            case 13, 16 -> c == ':';
            default -> isDigit(c);
          };
      if (!right) {
        return false;
      }
    }
    return true;
  }

  private static ZoneOffset offset(String text, int at) {
    if (at == text.length() - 1 && text.charAt(at) == 'Z') {
      return ZoneOffset.UTC;
    }
    if (at != text.length() - OFFSET_LENGTH
        || text.charAt(at + 3) != ':'
        || digitsEnd(text, at + 1) != at + 3
        || digitsEnd(text, at + 4) != text.length()) {
      return null;
    }
    int hours = number(text, at + 1, at + 3);
    int minutes = number(text, at + 4, at + OFFSET_LENGTH);
    return switch (text.charAt(at)) {
      case '+' -> ZoneOffset.ofHoursMinutes(hours, minutes);
      case '-' -> ZoneOffset.ofHoursMinutes(-hours, -minutes);
      default -> null;
    };
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
