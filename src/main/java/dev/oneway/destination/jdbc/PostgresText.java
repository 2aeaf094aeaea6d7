package dev.oneway.destination.jdbc;

import dev.oneway.record.RecordJson;
import dev.oneway.record.Scalars;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values as the text PostgreSQL reads for a column's type, exactly: numbers digit by digit, points
 * in time as UTC.
 */
final class PostgresText {
  /** Beyond this a number is written with an exponent; the server refuses it either way. */
  private static final int MOST_PLAIN_DIGITS = 140_000;

  /** What the JDBC driver, and others after it, make of the server's infinity. */
  private static final Set<Object> MOST_DISTANT =
      Set.of(LocalDate.MAX, LocalDateTime.MAX, OffsetDateTime.MAX, Instant.MAX);

  private static final Set<Object> LONGEST_AGO =
      Set.of(LocalDate.MIN, LocalDateTime.MIN, OffsetDateTime.MIN, Instant.MIN);

  private PostgresText() {}

  /**
   * @param key whether it is part of a key: numbers in text columns are then written in the one
   *     form {@link dev.oneway.record.Keys} gives them
   * @return null for null
   * @throws Unstorable when no text column can hold it
   */
  static String of(Object value, Column column, boolean key) throws Unstorable {
    if (value == null) {
      return null;
    }
    if (value instanceof Long number && column.scale().isEmpty()) {
      return number.toString();
    }
    try {
      return rendered(value, column, key);
    } catch (DateTimeException | ArithmeticException e) {
      throw Unstorable.unwritable(column, e);
    }
  }

  private static String rendered(Object value, Column column, boolean key) throws Unstorable {
    if (key && column.kind() == Column.Kind.TEXT && !column.array()) {
      return Unstorable.checked(Scalars.text(value));
    }
    if (value instanceof List<?> list && column.array()) {
      StringBuilder literal = new StringBuilder();
      appendArray(literal, list, column);
      return literal.toString();
    }
    return Unstorable.checked(scalar(value, column));
  }

  private static String scalar(Object value, Column column) throws Unstorable {
    PostgresLosses.refuse(value, column);
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      return RecordJson.write(value);
    }
    return switch (column.kind()) {
      case JSON -> RecordJson.write(value);
      case TEXT -> value instanceof BigDecimal number ? plain(number) : Scalars.text(value);
      default -> typed(value, column);
    };
  }

  private static String typed(Object value, Column column) {
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof byte[] bytes) {
      return column.kind() == Column.Kind.BINARY
          ? "\\x" + HexFormat.of().formatHex(bytes)
          : Scalars.text(bytes);
    }
    if (MOST_DISTANT.contains(value)) {
      return "infinity";
    }
    if (LONGEST_AGO.contains(value)) {
      return "-infinity";
    }
    if (value instanceof Instant instant) {
      return time(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
    if (value instanceof OffsetDateTime time) {
      return time(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }
    if (value instanceof LocalDateTime time) {
      return time(time);
    }
    return value instanceof LocalDate date ? date(date) + era(date) : value.toString();
  }

  private static String plain(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_PLAIN_DIGITS
        ? number.toString()
        : number.toPlainString();
  }

  private static String time(LocalDateTime time) {
    LocalDate date = time.toLocalDate();
    return date(date) + " " + time.toLocalTime() + era(date);
  }

  /** ISO, where Java puts a sign before years of five digits and PostgreSQL knows no year 0. */
  private static String date(LocalDate date) {
    int year = date.getYear();
    return year > 0 && year <= 9999
        ? date.toString()
        : "%04d-%02d-%02d"
            .formatted(year > 0 ? year : 1 - year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String era(LocalDate date) {
    return date.getYear() > 0 ? "" : " BC";
  }

  /** PostgreSQL manual, 8.15.2: each element in quotes, quote and backslash escaped. */
  private static void appendArray(StringBuilder literal, List<?> list, Column column)
      throws Unstorable {
    literal.append('{');
    for (int i = 0; i < list.size(); i++) {
      literal.append(i > 0 ? "," : "");
      if (list.get(i) instanceof List<?> inner && column.kind() != Column.Kind.JSON) {
        appendArray(literal, inner, column);
      } else if (list.get(i) == null) {
        literal.append("NULL");
      } else {
        appendQuoted(literal, Unstorable.checked(scalar(list.get(i), column)));
      }
    }
    literal.append('}');
  }

  private static void appendQuoted(StringBuilder literal, String element) {
    literal.append('"');
    for (int i = 0; i < element.length(); i++) {
      char c = element.charAt(i);
      if (c == '"' || c == '\\') {
        literal.append('\\');
      }
      literal.append(c);
    }
    literal.append('"');
  }
}
