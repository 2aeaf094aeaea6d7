package dev.oneway.destination.jdbc;

import dev.oneway.record.Assignment;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Compares rows with a table of SQLite one by one: there is no network in between. */
final class SqliteReader implements TableReader {
  private final TablePlan plan;
  private final String compare;
  private final String find;
  private final String surplus;

  SqliteReader(TablePlan plan) {
    this.plan = plan;
    SqliteSql sql = new SqliteSql(plan, IntStream.range(0, plan.fields()).boxed().toList());
    this.compare = sql.compare();
    this.find = sql.find();
    this.surplus = plan.isChild() ? sql.surplus() : "";
  }

  @Override
  public void compare(Connection connection, List<Row> rows, Finder finder)
      throws SQLException, Refusal {
    try (PreparedStatement statement = connection.prepareStatement(compare)) {
      for (int i = 0; i < rows.size(); i++) {
        for (int field = 0; field < plan.fields(); field++) {
          // With others nothing is compared, and the statement may have fewer parameters.
          if (plan.field(field).key() || plan.updates(field)) {
            bind(statement, field + 1, rows.get(i), field);
          }
        }
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            finder.found(i, cells(row));
          }
        }
      }
    }
  }

  private List<Cell> cells(ResultSet row) throws SQLException {
    List<Cell> cells = new ArrayList<>();
    int column = 1;
    for (int i = plan.keyFields().size(); i < plan.fields(); i++) {
      boolean differs = row.getBoolean(column++);
      Object held = row.getObject(column++);
      cells.add(new Cell(differs, exact(held)));
    }
    return cells;
  }

  /** Records hold no doubles. */
  private static Object exact(Object held) {
    if (held instanceof Double number) {
      return Double.isFinite(number) ? (Object) BigDecimal.valueOf(number) : number.toString();
    }
    return held instanceof Integer number ? (Object) number.longValue() : held;
  }

  @Override
  public void surplus(Connection connection, List<Row> parents, List<Row> rows, IntConsumer under)
      throws SQLException, Refusal {
    List<String> kept = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(find)) {
      for (Row row : rows) {
        find(statement, row).ifPresent(kept::add);
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(surplus)) {
      for (int i = 0; i < parents.size(); i++) {
        int parameter = 1;
        for (int key = 0; key < plan.parentKey().size(); key++) {
          bind(statement, parameter++, parents.get(i).value(key), plan.parentKey().get(key), true);
        }
        statement.setString(parameter, RecordJson.write(kept));
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            under.accept(i);
          }
        }
      }
    }
  }

  private Optional<String> find(PreparedStatement statement, Row row) throws SQLException, Refusal {
    for (int key = 0; key < plan.keyColumns().size(); key++) {
      bind(statement, key + 1, row.value(key), key, true);
    }
    try (ResultSet found = statement.executeQuery()) {
      return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
    }
  }

  /** A value that is still to be given out is compared with nothing. */
  private void bind(PreparedStatement statement, int parameter, Row row, int field)
      throws SQLException, Refusal {
    boolean speaks = row.has(field) && !(row.value(field) instanceof Assignment);
    bind(statement, parameter, speaks ? row.value(field) : null, field, plan.field(field).key());
  }

  private void bind(
      PreparedStatement statement, int parameter, Object value, int field, boolean key)
      throws SQLException, Refusal {
    try {
      SqliteValues.bind(statement, parameter, value, plan.column(field), key);
    } catch (Unstorable e) {
      throw e.in(plan, field);
    }
  }
}
