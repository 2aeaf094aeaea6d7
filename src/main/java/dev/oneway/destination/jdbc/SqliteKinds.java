package dev.oneway.destination.jdbc;

import dev.oneway.record.Promise.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which kinds of values a column of SQLite never takes. Mostly none: only a STRICT table and a row
 * id insist on their type.
 */
final class SqliteKinds {
  private static final Set<Kind> NO_NUMBERS =
      EnumSet.of(Kind.DATE, Kind.INSTANT, Kind.JSON, Kind.BINARY);

  private SqliteKinds() {}

  /**
   * @param type as it is declared, in capitals
   * @param rowId whether it is the table's INTEGER PRIMARY KEY
   */
  static Set<Kind> refusedBy(String type, boolean strict, boolean rowId) {
    if (rowId) {
      return NO_NUMBERS;
    }
    if (!strict) {
      return Set.of();
    }
    return switch (type) {
      case "INT", "INTEGER", "REAL" -> NO_NUMBERS;
      case "TEXT" -> EnumSet.of(Kind.BINARY);
      case "BLOB" -> EnumSet.complementOf(EnumSet.of(Kind.ANY, Kind.BINARY));
      default -> Set.of();
    };
  }
}
