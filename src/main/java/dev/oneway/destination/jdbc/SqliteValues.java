package dev.oneway.destination.jdbc;

import dev.oneway.record.RecordJson;
import dev.oneway.record.Scalars;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Values as SQLite keeps them. Booleans are 1 and 0; dates and times are ISO-8601 text, points in
 * time in UTC with milliseconds, or more digits where they have them; lists and maps are JSON.
 *
 * <p>A column with INTEGER, REAL or NUMERIC affinity turns each number into a 64-bit integer or a
 * double, also one that comes as text. A number that wouldn't survive that is refused; a TEXT
 * column keeps each digit.
 */
final class SqliteValues {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final int DIGITS_ALWAYS_KEPT = 15;

  private SqliteValues() {}

  /**
   * @param key whether it is part of a key: numbers in TEXT columns are then written in the one
   *     form {@link dev.oneway.record.Keys} gives them
   * @throws Unstorable when the column would change the value
   */
  static void bind(
      PreparedStatement statement, int parameter, Object value, Column column, boolean key)
      throws SQLException, Unstorable {
    try {
      render(statement, parameter, value, column, key);
    } catch (DateTimeException | ArithmeticException e) {
      throw Unstorable.unwritable(column, e);
    }
  }

  private static void render(
      PreparedStatement statement, int parameter, Object value, Column column, boolean key)
      throws SQLException, Unstorable {
    if (value == null) {
      statement.setNull(parameter, Types.NULL);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(parameter, bytes);
    } else if (column.kind() == Column.Kind.TEXT) {
      statement.setString(parameter, Unstorable.checked(key ? keyText(value) : text(value)));
    } else if (value instanceof Boolean truth) {
      statement.setInt(parameter, truth ? 1 : 0);
    } else if (value instanceof Number number) {
      bindNumber(statement, parameter, exactly(number), column);
    } else {
      statement.setString(parameter, untouched(Unstorable.checked(text(value)), column));
    }
  }

  private static String keyText(Object value) {
    return value instanceof Number ? Scalars.text(value) : text(value);
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return RecordJson.write(value);
    }
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof OffsetDateTime time) {
      return instant(time.toInstant());
    }
    if (value instanceof Instant instant) {
      return instant(instant);
    }
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    return value instanceof LocalTime time
        ? DateTimeFormatter.ISO_LOCAL_TIME.format(time)
        : value.toString();
  }

  private static String instant(Instant instant) {
    return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))
        ? MILLISECONDS.format(instant)
        : instant.toString();
  }

  private static BigDecimal exactly(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof BigInteger integer
        ? new BigDecimal(integer)
        : BigDecimal.valueOf(number.longValue());
  }

  private static void bindNumber(
      PreparedStatement statement, int parameter, BigDecimal number, Column column)
      throws SQLException, Unstorable {
    if (column.kind() != Column.Kind.REAL && isLong(number)) {
      statement.setLong(parameter, number.longValueExact());
    } else if (survivesAsDouble(number)) {
      statement.setDouble(parameter, number.doubleValue());
    } else if (column.kind() == Column.Kind.OTHER) {
      statement.setString(parameter, plain(number));
    } else {
      throw tooManyDigits(column);
    }
  }

  /** A long number written as text is still turned into a double by such a column. */
  private static String untouched(String text, Column column) throws Unstorable {
    if (column.kind() != Column.Kind.OTHER && text.length() > DIGITS_ALWAYS_KEPT) {
      try {
        BigDecimal number = new BigDecimal(text.strip());
        if (!isLong(number) && !survivesAsDouble(number)) {
          throw tooManyDigits(column);
        }
      } catch (NumberFormatException e) {
        return text; // not a number: kept as it is
      }
    }
    return text;
  }

  /** Whether a column for numbers keeps each digit. */
  static boolean keeps(Number number) {
    BigDecimal exact = exactly(number);
    return isLong(exact) || survivesAsDouble(exact);
  }

  private static boolean isLong(BigDecimal number) {
    return (long) number.precision() - number.scale() <= 19
        && number.stripTrailingZeros().scale() <= 0
        && number.toBigInteger().bitLength() < Long.SIZE;
  }

  private static boolean survivesAsDouble(BigDecimal number) {
    double nearest = number.doubleValue();
    return !Double.isInfinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0;
  }

  private static Unstorable tooManyDigits(Column column) {
    return new Unstorable(
        Refusal.TYPE,
        "the number has more digits than a column of type "
            + column.type()
            + " keeps in SQLite; declare the column TEXT");
  }

  private static String plain(BigDecimal number) {
    return Math.abs((long) number.scale()) > 1000 ? number.toString() : number.toPlainString();
  }
}
