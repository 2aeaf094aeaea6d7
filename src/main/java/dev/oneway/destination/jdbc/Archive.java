package dev.oneway.destination.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table the rows of records that are gone are moved to, held against the one they come from.
 * Columns both have are kept. Immutable; threads may share it.
 *
 * @param key the columns there that hold the key; empty when the table may hold it several times
 */
record Archive(Table table, List<Pair> columns, List<Column> key) {

  /** A column that goes into another. */
  record Pair(Column from, Column into) {}

  static Archive of(Table live, Table archive, List<Column> liveKey) {
    List<Pair> columns = new ArrayList<>();
    for (Column from : live.columns()) {
      archive
          .column(from.name())
          .filter(into -> into.generated().isEmpty())
          .ifPresent(into -> columns.add(new Pair(from, into)));
    }
    List<Column> key = liveKey.stream().flatMap(own -> into(columns, own).stream()).toList();
    Set<String> names =
        key.stream().map(Column::name).collect(Collectors.toCollection(LinkedHashSet::new));
    boolean once = key.size() == liveKey.size() && archive.uniqueKeys().contains(names);
    return new Archive(archive, List.copyOf(columns), once ? key : List.of());
  }

  private static Optional<Column> into(List<Pair> columns, Column own) {
    return columns.stream().filter(pair -> pair.from().equals(own)).map(Pair::into).findFirst();
  }

  /** The columns of the key that wouldn't be kept. */
  List<String> lost(List<Column> liveKey) {
    return liveKey.stream().filter(own -> into(columns, own).isEmpty()).map(Column::name).toList();
  }

  /** The columns it needs, and the live table hasn't. */
  List<String> wanting() {
    return table.columns().stream()
        .filter(Column::required)
        .filter(column -> columns.stream().noneMatch(pair -> pair.into().equals(column)))
        .map(Column::name)
        .toList();
  }

  String into() {
    return columns.stream().map(pair -> pair.into().quoted()).collect(Collectors.joining(", "));
  }

  /** A key that is there again takes the place of the one from before. */
  String onConflict() {
    if (key.isEmpty()) {
      return "";
    }
    String target = key.stream().map(Column::quoted).collect(Collectors.joining(", "));
    String set =
        columns.stream()
            .map(Pair::into)
            .filter(into -> !key.contains(into))
            .map(into -> into.quoted() + " = excluded." + into.quoted())
            .collect(Collectors.joining(", "));
    return " ON CONFLICT (%s) DO %s"
        .formatted(target, set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
  }
}
