package dev.oneway.destination.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.oneway.record.Assignment;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Compares a chunk with a table of PostgreSQL in one statement: the rows travel as one text array
 * per column, as they do when they are written, and PostgreSQL itself says what is distinct.
 */
final class PostgresReader implements TableReader {
  private final TablePlan plan;
  private final String compare;
  private final String surplus;

  PostgresReader(TablePlan plan) {
    this.plan = plan;
    PostgresSql sql = new PostgresSql(plan, allFields(plan));
    this.compare = sql.compare();
    this.surplus = plan.isChild() ? sql.surplus() : "";
  }

  private static List<Integer> allFields(TablePlan plan) {
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < plan.fields(); i++) {
      fields.add(i);
    }
    return fields;
  }

  @Override
  public void compare(Connection connection, List<Row> rows, Finder finder)
      throws SQLException, Refusal {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(compare)) {
      for (int field = 0; field < plan.fields(); field++) {
        statement.setArray(field + 1, texts(connection, rows, field));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          finder.found(row.getInt(1) - 1, cells(row));
        }
      }
    }
  }

  private List<Cell> cells(ResultSet row) throws SQLException {
    List<Cell> cells = new ArrayList<>();
    int column = 2;
    for (int i = plan.keyFields().size(); i < plan.fields(); i++) {
      boolean differs = row.getBoolean(column++);
      cells.add(new Cell(differs, read(row.getString(column++))));
    }
    return cells;
  }

  private static Object read(String json) {
    try {
      return json == null ? null : RecordJson.mapper().readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL wrote no JSON", e);
    }
  }

  @Override
  public void surplus(Connection connection, List<Row> parents, List<Row> rows, IntConsumer under)
      throws SQLException, Refusal {
    try (PreparedStatement statement = connection.prepareStatement(surplus)) {
      int parameter = 1;
      for (int key = 0; key < plan.parentKey().size(); key++) {
        String[] texts = new String[parents.size()];
        int field = plan.parentKey().get(key);
        for (int i = 0; i < texts.length; i++) {
          texts[i] = text(parents.get(i).value(key), field);
        }
        statement.setArray(parameter++, connection.createArrayOf("text", texts));
      }
      for (int key = 0; key < plan.keyColumns().size(); key++) {
        statement.setArray(parameter++, texts(connection, rows, key));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          under.accept(row.getInt(1) - 1);
        }
      }
    }
  }

  private Array texts(Connection connection, List<Row> rows, int field)
      throws SQLException, Refusal {
    String[] texts = new String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = rows.get(i).has(field) ? text(rows.get(i).value(field), field) : null;
    }
    return connection.createArrayOf("text", texts);
  }

  /** A value that is still to be given out is compared with nothing. */
  private String text(Object value, int field) throws Refusal {
    try {
      return value instanceof Assignment
          ? null
          : PostgresText.of(value, plan.column(field), plan.field(field).key());
    } catch (Unstorable e) {
      throw e.in(plan, field);
    }
  }
}
