package dev.oneway.destination.jdbc;

import dev.oneway.record.Promise.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The kind of a value whose mapping promises none. */
final class ValueKind {
  private ValueKind() {}

  /** The kind of a value that isn't null; a whole number of more than 64 bits is a decimal. */
  static Kind of(Object value) {
    if (value instanceof Long) {
      return Kind.INTEGER;
    }
    if (value instanceof BigDecimal || value instanceof BigInteger) {
      return Kind.DECIMAL;
    }
    if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    }
    if (value instanceof LocalDate) {
      return Kind.DATE;
    }
    if (value instanceof Instant || value instanceof OffsetDateTime) {
      return Kind.INSTANT;
    }
    if (value instanceof byte[]) {
      return Kind.BINARY;
    }
    return value instanceof List<?> || value instanceof Map<?, ?> ? Kind.JSON : Kind.TEXT;
  }

  /** What holds values of both kinds. */
  static Kind both(Kind one, Kind other) {
    if (one == other) {
      return one;
    }
    boolean numbers = isNumber(one) && isNumber(other);
    return numbers ? Kind.DECIMAL : Kind.TEXT;
  }

  static boolean isNumber(Kind kind) {
    return kind == Kind.INTEGER || kind == Kind.DECIMAL;
  }
}
