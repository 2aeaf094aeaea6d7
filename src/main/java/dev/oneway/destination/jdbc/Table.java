package dev.oneway.destination.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A destination table as its database described it when it was asked. Immutable; threads may share
 * it.
 *
 * @param written how its author wrote the name, for messages
 * @param partitioned whether its rows live in other tables, so that system columns don't answer
 * @param fillsRows whether a trigger may give a new row values before it is stored
 * @param uniqueKeys the sets of columns a unique index covers whole, without condition or
 *     expression
 * @param constraints the columns of each named constraint and unique index, to tell which field
 *     broke it
 */
record Table(
    TableName written,
    String schema,
    String name,
    boolean partitioned,
    boolean fillsRows,
    List<Column> columns,
    Set<Set<String>> uniqueKeys,
    Map<String, List<String>> constraints) {

  /** Exactly so named, or else the only one that differs in letter case alone. */
  Optional<Column> column(String wanted) {
    return named(wanted, columns, Column::name);
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  String quoted() {
    return TableName.quoted(schema) + "." + TableName.quoted(name);
  }

  /** The exact match, or else the only match without regard to letter case. */
  static <T> Optional<T> named(
      String wanted, List<T> known, java.util.function.Function<T, String> name) {
    Optional<T> exact = known.stream().filter(it -> name.apply(it).equals(wanted)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    List<T> folded =
        known.stream().filter(it -> name.apply(it).equalsIgnoreCase(wanted)).limit(2).toList();
    return folded.size() == 1 ? Optional.of(folded.get(0)) : Optional.empty();
  }

  @Override
  public String toString() {
    return written.toString();
  }
}
