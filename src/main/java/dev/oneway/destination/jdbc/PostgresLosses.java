package dev.oneway.destination.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Refuses what PostgreSQL would take and silently store less of. */
final class PostgresLosses {
  /** A time of day and then {@code Z}, {@code +02} or the name of a zone. */
  private static final Pattern OFFSET =
      Pattern.compile(
          "(?:T\\d{2,6}|:\\d{2})(?:[.,]\\d+)?\\s*(?:[AP]M\\s*)?"
              + "(?:[+-]\\d|Z|UTC|GMT|[A-Z_]+/[A-Z])",
          Pattern.CASE_INSENSITIVE);

  private PostgresLosses() {}

  /**
   * @param value a single value; an array's elements come one by one
   */
  static void refuse(Object value, Column column) throws Unstorable {
    if (column.scale().isPresent()) {
      refuseDecimals(value, column, column.scale().getAsInt());
    }
    if (value instanceof String text) {
      refuseOffset(text, column);
    }
  }

  private static void refuseDecimals(Object value, Column column, int scale) throws Unstorable {
    BigDecimal number = number(value);
    if (number != null && number.stripTrailingZeros().scale() > scale) {
      throw new Unstorable(
          Refusal.TYPE, value + " has more decimals than " + column.type() + " holds");
    }
  }

  /** Null when it isn't a number: the server tells what it makes of it. */
  private static BigDecimal number(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    boolean number = value instanceof Long || value instanceof BigInteger;
    try {
      return number || value instanceof String ? new BigDecimal(value.toString().strip()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static void refuseOffset(String text, Column column) throws Unstorable {
    String type = column.plainType().replace("[]", "");
    String remedy =
        switch (type) {
          case "timestamp without time zone", "time without time zone" -> "instant";
          case "date" -> "date";
          default -> "";
        };
    if (!remedy.isEmpty() && OFFSET.matcher(text).find()) {
      throw new Unstorable(
          Refusal.TYPE,
          "%s would lose the offset of %s; set type: %s".formatted(column.type(), text, remedy));
    }
  }
}
