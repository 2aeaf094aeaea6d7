package dev.oneway.destination.jdbc;

import dev.oneway.record.Row;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes a table of PostgreSQL with one statement per group of rows: the rows travel as one text
 * array per column, so that a chunk of any size is a single prepared statement and a single round
 * trip. The SQL is made once per set of present fields.
 */
final class PostgresWriter implements TableWriter {
  private static final int EXPECTED_ROW_LENGTH = 200;

  private final TablePlan plan;
  private final String prune;
  private final Map<BitSet, Statements> statements = new ConcurrentHashMap<>();

  private record Statements(List<Integer> fields, String copy, String fast, String careful) {}

  PostgresWriter(TablePlan plan) {
    this.plan = plan;
    this.prune = plan.isChild() ? new PostgresSql(plan, List.of()).prune() : "";
  }

  @Override
  public void upsert(Connection connection, Batch batch, Fates fates, Mode mode)
      throws SQLException, Refusal {
    for (Batch.Group group : batch.groups()) {
      Statements known = statements.computeIfAbsent(group.present(), this::make);
      if (mode == Mode.CAREFUL || !plan.canInsert(group.present())) {
        upsert(connection, batch, group, fates, known.careful());
      } else if (mode == Mode.INSERT && connection.isWrapperFor(PGConnection.class)) {
        copy(connection.unwrap(PGConnection.class), batch, group, fates);
      } else {
        upsert(connection, batch, group, fates, known.fast());
      }
    }
  }

  private void upsert(
      Connection connection, Batch batch, Batch.Group group, Fates fates, String sql)
      throws SQLException, Refusal {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (int field : statements.get(group.present()).fields()) {
        statement.setArray(parameter++, texts(connection, batch, group, field));
      }
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        tell(answer, batch, group, fates);
        if (answer.getBoolean(3)) {
          throw sameKey();
        }
      }
    }
  }

  private void copy(PGConnection connection, Batch batch, Batch.Group group, Fates fates)
      throws SQLException, Refusal {
    Statements known = statements.get(group.present());
    CopyText text = new CopyText(group.size() * EXPECTED_ROW_LENGTH);
    for (int i = group.from(); i < group.to(); i++) {
      for (int field : known.fields()) {
        boolean key = plan.field(field).key();
        text.value(stored(batch.row(i).value(field), field, plan.column(field), key));
      }
      text.endRow();
    }
    byte[] bytes = text.bytes();
    CopyIn copy = connection.getCopyAPI().copyIn(known.copy());
    copy.writeToCopy(bytes, 0, bytes.length);
    if (copy.endCopy() != group.size()) {
      throw new Refusal(
          Refusal.CONSTRAINT, Optional.empty(), plan.table() + ": a trigger kept rows out");
    }
    for (int i = group.from(); i < group.to(); i++) {
      fates.inserted(plan, batch.record(i));
    }
  }

  @Override
  public void prune(Connection connection, Batch parents, int child, Batch batch, Fates fates)
      throws SQLException, Refusal {
    List<Integer> speaking = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      if (parents.row(i).children(child) != null) {
        speaking.add(i);
      }
    }
    if (speaking.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(prune)) {
      int parameter = 1;
      for (int key = 0; key < plan.parentKey().size(); key++) {
        statement.setArray(parameter++, parentKeys(connection, parents, speaking, key));
      }
      Batch.Group whole = new Batch.Group(new BitSet(), 0, batch.size());
      for (int key = 0; key < plan.keyColumns().size(); key++) {
        statement.setArray(parameter++, texts(connection, batch, whole, key));
      }
      try (ResultSet deleted = statement.executeQuery()) {
        while (deleted.next()) {
          fates.updated(parents.record(speaking.get(deleted.getInt(1) - 1)));
        }
      }
    }
  }

  private Statements make(BitSet present) {
    List<Integer> fields = present.stream().boxed().toList();
    PostgresSql sql = new PostgresSql(plan, fields);
    return new Statements(fields, sql.copy(), sql.upsert(), sql.carefulUpsert());
  }

  private Array texts(Connection connection, Batch batch, Batch.Group group, int field)
      throws SQLException, Refusal {
    Column column = plan.column(field);
    boolean key = plan.field(field).key();
    String[] texts = new String[group.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(batch.row(group.from() + i), field, column, key);
    }
    return connection.createArrayOf("text", texts);
  }

  private Array parentKeys(Connection connection, Batch parents, List<Integer> speaking, int key)
      throws SQLException, Refusal {
    int field = plan.parentKey().get(key);
    String[] texts = new String[speaking.size()];
    for (int i = 0; i < texts.length; i++) {
      Object value = parents.row(speaking.get(i)).value(key);
      texts[i] = stored(value, field, plan.column(field), true);
    }
    return connection.createArrayOf("text", texts);
  }

  private String text(Row row, int field, Column column, boolean key) throws Refusal {
    return stored(row.value(field), field, column, key);
  }

  private String stored(Object value, int field, Column column, boolean key) throws Refusal {
    try {
      return PostgresText.of(value, column, key);
    } catch (Unstorable e) {
      throw e.in(plan, field);
    }
  }

  private void tell(ResultSet answer, Batch batch, Batch.Group group, Fates fates)
      throws SQLException {
    for (int position : positions(answer.getArray(1))) {
      fates.inserted(plan, batch.record(group.from() + position - 1));
    }
    for (int position : positions(answer.getArray(2))) {
      fates.updated(batch.record(group.from() + position - 1));
    }
  }

  private static Integer[] positions(Array array) throws SQLException {
    return array == null ? new Integer[0] : (Integer[]) array.getArray();
  }

  private Refusal sameKey() {
    return new Refusal(
        Refusal.INVALID, Optional.empty(), plan.table() + ": two rows have the same key");
  }
}
