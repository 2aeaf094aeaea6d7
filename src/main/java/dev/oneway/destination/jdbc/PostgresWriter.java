package dev.oneway.destination.jdbc;

import dev.oneway.record.Row;
import dev.oneway.run.FatalException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes a table of PostgreSQL with one statement per group of rows: the rows travel as one text
 * array per column, so that a chunk of any size is a single prepared statement and a single round
 * trip. The SQL is made once per set of present fields.
 */
final class PostgresWriter implements TableWriter {
  private static final int EXPECTED_ROW_LENGTH = 200;

  /** A source may send its fields in ever new sets. */
  private static final int MOST_STATEMENTS = 200;

  private final TablePlan plan;
  private final String prune;
  private final String missing;
  private final String sameKeys;
  private final Map<BitSet, Statements> statements = new ConcurrentHashMap<>();

  private record Statements(
      List<Integer> fields,
      String copy,
      String fast,
      String careful,
      String deactivate,
      String remove) {}

  PostgresWriter(TablePlan plan) {
    this.plan = plan;
    PostgresSql sql = new PostgresSql(plan, List.of());
    this.prune = plan.isChild() ? sql.prune() : "";
    this.missing = sql.missing();
    this.sameKeys = sql.sameKeys();
  }

  @Override
  public void upsert(Connection connection, Batch batch, Fates fates, Mode mode)
      throws SQLException, Refusal {
    if (mode == Mode.INSERT && !connection.isWrapperFor(PGConnection.class)) {
      upsert(connection, batch.someThere(), fates, Mode.UPSERT);
      return;
    }
    for (Batch.Group group : batch.groups()) {
      Statements known = known(group.present());
      if (mode == Mode.CAREFUL || !plan.canInsert(group.present())) {
        upsert(connection, batch, group, fates, known.careful());
      } else if (mode == Mode.INSERT) {
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
      bind(statement, batch, group);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        BitSet told = tell(answer, batch, group, fates);
        if (answer.getBoolean(3)) {
          throw sameKey();
        }
        requireStored(connection, batch, group, told);
      }
    }
  }

  private void bind(PreparedStatement statement, Batch batch, Batch.Group group)
      throws SQLException, Refusal {
    List<Row> rows = batch.rows(group);
    int parameter = 1;
    for (int field : known(group.present()).fields()) {
      statement.setArray(parameter++, texts(statement.getConnection(), rows, field));
    }
  }

  /** What was neither created nor updated is unchanged, unless a trigger dropped it silently. */
  private void requireStored(Connection connection, Batch batch, Batch.Group group, BitSet told)
      throws SQLException, Refusal {
    List<Row> untold = new ArrayList<>();
    for (int i = told.nextClearBit(group.from()); i < group.to(); i = told.nextClearBit(i + 1)) {
      untold.add(batch.row(i));
    }
    if (untold.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(missing)) {
      for (int key = 0; key < plan.keyColumns().size(); key++) {
        statement.setArray(key + 1, texts(connection, untold, key));
      }
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        if (answer.getBoolean(1)) {
          throw Refusal.dropped(plan);
        }
      }
    }
  }

  @Override
  public void deactivate(Connection connection, Batch batch, Fates fates)
      throws SQLException, Refusal {
    for (Batch.Group group : batch.groups()) {
      gone(connection, batch, group, fates, known(group.present()).deactivate());
    }
  }

  @Override
  public void remove(Connection connection, Batch batch, Fates fates) throws SQLException, Refusal {
    for (Batch.Group group : batch.groups()) {
      gone(connection, batch, group, fates, known(group.present()).remove());
    }
  }

  private void gone(Connection connection, Batch batch, Batch.Group group, Fates fates, String sql)
      throws SQLException, Refusal {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, batch, group);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        for (int position : positions(answer.getArray(1))) {
          fates.deleted(batch.record(group.from() + position - 1));
        }
      }
    }
  }

  private void copy(PGConnection connection, Batch batch, Batch.Group group, Fates fates)
      throws SQLException, Refusal {
    Statements known = known(group.present());
    CopyText text = new CopyText(group.size() * EXPECTED_ROW_LENGTH);
    for (int i = group.from(); i < group.to(); i++) {
      for (int field : known.fields()) {
        boolean key = plan.field(field).key();
        Object value = batch.row(i).has(field) ? batch.row(i).value(field) : null;
        text.value(stored(value, field, plan.column(field), key));
      }
      text.endRow();
    }
    byte[] bytes = text.bytes();
    if (copied(connection, known.copy(), bytes) != group.size()) {
      throw Refusal.dropped(plan);
    }
    for (int i = group.from(); i < group.to(); i++) {
      fates.inserted(plan, batch.record(i));
    }
  }

  private static long copied(PGConnection connection, String sql, byte[] bytes)
      throws SQLException {
    CopyIn copy = connection.getCopyAPI().copyIn(sql);
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
      return copy.endCopy();
    } catch (SQLException e) {
      release(copy, e);
      throw e;
    }
  }

  /**
   * A session that dies in the middle leaves the driver's lock behind; whoever uses the connection
   * next, be it for the rollback, would wait for it for ever.
   */
  private static void release(CopyIn copy, SQLException failure) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public List<List<Integer>> sameKeys(Connection connection, Batch batch)
      throws SQLException, Refusal {
    List<List<Integer>> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sameKeys)) {
      for (int key = 0; key < plan.keyColumns().size(); key++) {
        statement.setArray(key + 1, texts(connection, batch.rows(), key));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(List.of((Integer[]) row.getArray(1).getArray()));
        }
      }
    }
    return found;
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
      List<Row> kept = batch.rows();
      for (int key = 0; key < plan.keyColumns().size(); key++) {
        statement.setArray(parameter++, texts(connection, kept, key));
      }
      try (ResultSet deleted = statement.executeQuery()) {
        while (deleted.next()) {
          fates.updated(parents.record(speaking.get(deleted.getInt(1) - 1)));
        }
      }
    }
  }

  private Statements known(BitSet present) {
    Statements known = statements.get(present);
    if (known == null) {
      if (statements.size() >= MOST_STATEMENTS) {
        statements.clear();
      }
      known = make(present);
      statements.put(present, known);
    }
    return known;
  }

  private Statements make(BitSet present) {
    List<Integer> fields = present.stream().boxed().toList();
    PostgresSql sql = new PostgresSql(plan, fields);
    return new Statements(
        fields,
        sql.copy(),
        sql.upsert(),
        sql.carefulUpsert(),
        sql.deactivate(),
        plan.archive().map(sql::move).orElseGet(sql::delete));
  }

  private Array texts(Connection connection, List<Row> rows, int field)
      throws SQLException, Refusal {
    Column column = plan.column(field);
    boolean key = plan.field(field).key();
    String[] texts = new String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = stored(rows.get(i).value(field), field, column, key);
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

  private String stored(Object value, int field, Column column, boolean key) throws Refusal {
    try {
      return PostgresText.of(value, column, key);
    } catch (Unstorable e) {
      throw e.in(plan, field);
    }
  }

  /** The positions, in the batch, of the rows that were written. */
  private BitSet tell(ResultSet answer, Batch batch, Batch.Group group, Fates fates)
      throws SQLException {
    BitSet told = new BitSet();
    for (int position : positions(answer.getArray(1))) {
      fates.inserted(plan, batch.record(group.from() + position - 1));
      told.set(group.from() + position - 1);
    }
    for (int position : positions(answer.getArray(2))) {
      fates.updated(batch.record(group.from() + position - 1));
      told.set(group.from() + position - 1);
    }
    return told;
  }

  private Integer[] positions(Array array) throws SQLException {
    Integer[] positions = array == null ? new Integer[0] : (Integer[]) array.getArray();
    if (Arrays.asList(positions).contains(null)) {
      throw new FatalException(
          "a trigger changes the key of table "
              + plan.table()
              + ", so a record would be created again by each run. Let the trigger leave "
              + plan.keyColumns().stream().map(Column::name).collect(Collectors.joining(", "))
              + " as it is, or map the key it makes.");
    }
    return positions;
  }

  private Refusal sameKey() {
    return new Refusal(
        Refusal.INVALID, Optional.empty(), plan.table() + ": two rows have the same key");
  }
}
