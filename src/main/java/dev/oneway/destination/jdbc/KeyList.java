package dev.oneway.destination.jdbc;

import dev.oneway.record.Keys;
import dev.oneway.record.Shape;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The keys of a table's rows, a page after the other in the order of their unique index, so that
 * neither side holds more than a page.
 */
final class KeyList {
  private static final int PAGE = 1000;

  private final Dialect dialect;
  private final Connection connection;
  private final Table table;

  KeyList(Dialect dialect, Connection connection, Table table) {
    this.dialect = dialect;
    this.connection = connection;
    this.table = table;
  }

  /** See {@link dev.oneway.destination.Listable#list}. */
  Optional<String> list(Shape shape, Consumer<List<String>> keys) throws SQLException {
    List<Column> columns =
        shape.keyFields().stream().flatMap(field -> table.column(field.name()).stream()).toList();
    if (columns.size() < shape.keyFields().size()
        || !columns.stream().allMatch(dialect::keepsKeys)) {
      return Optional.of("its keys are written in a form of their own");
    }
    List<Object> after = page(columns, List.of(), keys);
    while (!after.isEmpty()) {
      after = page(columns, after, keys);
    }
    return Optional.empty();
  }

  /**
   * @param after the last key of the page before; empty for the first
   * @return the last key of this page; empty when it was the last one
   */
  private List<Object> page(List<Column> columns, List<Object> after, Consumer<List<String>> keys)
      throws SQLException {
    List<String> found = new ArrayList<>();
    List<Object> last = List.of();
    try (PreparedStatement select = connection.prepareStatement(sql(columns, after))) {
      for (int i = 0; i < after.size(); i++) {
        select.setObject(i + 1, after.get(i));
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          last = valuesOf(row, columns.size());
          found.add(Keys.of(last.stream().map(KeyList::exact).toList()));
        }
      }
    }
    keys.accept(found);
    return found.size() < PAGE ? List.of() : last;
  }

  private static List<Object> valuesOf(ResultSet row, int columns) throws SQLException {
    List<Object> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(row.getObject(i));
    }
    return values;
  }

  private static Object exact(Object value) {
    return value instanceof Double number ? (Object) BigDecimal.valueOf(number) : value;
  }

  private String sql(List<Column> columns, List<Object> after) {
    String names = columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    String known =
        columns.stream()
            .map(column -> column.quoted() + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    String behind =
        after.isEmpty()
            ? ""
            : " AND (%s) > (%s)"
                .formatted(names, String.join(", ", Collections.nCopies(after.size(), "?")));
    return "SELECT %s FROM %s WHERE %s%s ORDER BY %s LIMIT %d"
        .formatted(names, table.quoted(), known, behind, names, PAGE);
  }
}
