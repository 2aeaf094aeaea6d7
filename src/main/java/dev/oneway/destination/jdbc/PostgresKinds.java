package dev.oneway.destination.jdbc;

import dev.oneway.record.Promise.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which kinds of values a type of PostgreSQL never reads from the text {@link PostgresText} writes.
 * A type not named here may take anything.
 */
final class PostgresKinds {
  private static final Set<String> NUMBERS =
      Set.of("int2", "int4", "int8", "numeric", "float4", "float8", "money", "oid");
  private static final Set<String> DAYS = Set.of("date", "timestamp", "timestamptz");
  private static final Set<String> TIMES = Set.of("time", "timetz");
  private static final Set<String> CODES = Set.of("uuid", "bit", "varbit");

  private PostgresKinds() {}

  /**
   * @param type the name of the inner type, e.g. {@code int4}
   * @param array whether the column holds a list of them
   */
  static Set<Kind> refusedBy(String type, boolean array) {
    if (array) {
      return EnumSet.complementOf(EnumSet.of(Kind.ANY, Kind.TEXT, Kind.JSON));
    }
    if (NUMBERS.contains(type) || CODES.contains(type)) {
      return EnumSet.of(Kind.BOOLEAN, Kind.DATE, Kind.INSTANT, Kind.JSON, Kind.BINARY);
    }
    if (type.equals("bool")) {
      return EnumSet.of(Kind.DATE, Kind.INSTANT, Kind.JSON, Kind.BINARY);
    }
    if (DAYS.contains(type)) {
      return EnumSet.of(Kind.BOOLEAN, Kind.JSON, Kind.BINARY);
    }
    if (TIMES.contains(type)) {
      return EnumSet.of(Kind.BOOLEAN, Kind.DATE, Kind.JSON, Kind.BINARY);
    }
    if (type.equals("interval")) {
      return EnumSet.of(Kind.BOOLEAN, Kind.DATE, Kind.INSTANT, Kind.BINARY);
    }
    return Set.of();
  }
}
