package dev.oneway.destination.jdbc;

import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a table of SQLite row by row with prepared statements, which is as fast as a batch: there
 * is no network in between. As the transaction holds the write lock, it can look first and then
 * insert or update, and so knows each row's fate.
 */
final class SqliteWriter implements TableWriter {
  /** A source may send its fields in ever new sets. */
  private static final int MOST_STATEMENTS = 200;

  private final TablePlan plan;
  private final String findByKey;
  private final Optional<String> archive;
  private final String delete;
  private final String prune;
  private final Map<BitSet, Statements> statements = new ConcurrentHashMap<>();

  private record Statements(List<Integer> fields, String find, String insert, String update) {}

  SqliteWriter(TablePlan plan) {
    this.plan = plan;
    SqliteSql sql = new SqliteSql(plan, List.of());
    this.findByKey = sql.find();
    this.archive = plan.archive().map(sql::copy);
    this.delete = sql.delete();
    this.prune = plan.isChild() ? sql.prune() : "";
  }

  @Override
  public void upsert(Connection connection, Batch batch, Fates fates, Mode mode)
      throws SQLException, Refusal {
    Set<String> keys = new HashSet<>();
    for (Batch.Group group : batch.groups()) {
      Statements known = known(group.present());
      try (PreparedStatement find = connection.prepareStatement(known.find());
          PreparedStatement insert = connection.prepareStatement(known.insert());
          PreparedStatement update = connection.prepareStatement(updateOf(known))) {
        for (int i = group.from(); i < group.to(); i++) {
          Row row = batch.row(i);
          Optional<String> there = mode == Mode.INSERT ? Optional.empty() : find(find, row);
          String key = there.isPresent() ? there.get() : insert(insert, known.fields(), row);
          if (!keys.add(key)) {
            throw Refusal.sameKey(plan);
          }
          if (there.isEmpty()) {
            fates.inserted(plan, batch.record(i));
          } else if (!known.update().isEmpty() && update(update, known.fields(), row)) {
            fates.updated(batch.record(i));
          }
        }
      }
    }
  }

  @Override
  public void deactivate(Connection connection, Batch batch, Fates fates)
      throws SQLException, Refusal {
    for (Batch.Group group : batch.groups()) {
      Statements known = known(group.present());
      try (PreparedStatement update = connection.prepareStatement(known.update())) {
        for (int i = group.from(); i < group.to(); i++) {
          if (update(update, known.fields(), batch.row(i))) {
            fates.deleted(batch.record(i));
          }
        }
      }
    }
  }

  @Override
  public void remove(Connection connection, Batch batch, Fates fates) throws SQLException, Refusal {
    for (int i = 0; i < batch.size(); i++) {
      if (archive.isPresent()) {
        byKey(connection, archive.get(), batch.row(i));
      }
      if (byKey(connection, delete, batch.row(i)) > 0) {
        fates.deleted(batch.record(i));
      }
    }
  }

  private int byKey(Connection connection, String sql, Row row) throws SQLException, Refusal {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int key = 0; key < plan.keyColumns().size(); key++) {
        bind(statement, key + 1, row.value(key), key, true);
      }
      return statement.executeUpdate();
    }
  }

  @Override
  public void prune(Connection connection, Batch parents, int child, Batch batch, Fates fates)
      throws SQLException, Refusal {
    for (int i = 0; i < parents.size(); i++) {
      List<Row> kept = parents.row(i).children(child);
      if (kept != null && delete(connection, parents.row(i), kept) > 0) {
        fates.updated(parents.record(i));
      }
    }
  }

  @Override
  public List<List<Integer>> sameKeys(Connection connection, Batch batch)
      throws SQLException, Refusal {
    Map<String, List<Integer>> byKey = new LinkedHashMap<>();
    try (PreparedStatement find = connection.prepareStatement(findByKey)) {
      for (int i = 0; i < batch.size(); i++) {
        int row = i;
        find(find, batch.row(row))
            .ifPresent(key -> byKey.computeIfAbsent(key, unseen -> new ArrayList<>()).add(row));
      }
    }
    return byKey.values().stream().filter(rows -> rows.size() > 1).toList();
  }

  /** The kept keys travel as one list, as the table keeps them: a statement has few parameters. */
  private int delete(Connection connection, Row parent, List<Row> kept)
      throws SQLException, Refusal {
    List<String> keys = new ArrayList<>();
    try (PreparedStatement find = connection.prepareStatement(findByKey)) {
      for (Row row : kept) {
        find(find, row).ifPresent(keys::add);
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(prune)) {
      int parameter = 1;
      for (int key = 0; key < plan.parentKey().size(); key++) {
        bind(statement, parameter++, parent.value(key), plan.parentKey().get(key), true);
      }
      statement.setString(parameter, RecordJson.write(keys));
      return statement.executeUpdate();
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
    SqliteSql sql = new SqliteSql(plan, fields);
    return new Statements(fields, sql.find(), sql.insert(), sql.update());
  }

  /** A table whose fields are never updated has no such statement; any valid one stands in. */
  private static String updateOf(Statements known) {
    return known.update().isEmpty() ? known.find() : known.update();
  }

  /** The row's key as the table keeps it; empty when there is no such row. */
  private Optional<String> find(PreparedStatement find, Row row) throws SQLException, Refusal {
    for (int key = 0; key < plan.keyColumns().size(); key++) {
      bind(find, key + 1, row.value(key), key, true);
    }
    return answer(find);
  }

  private String insert(PreparedStatement insert, List<Integer> fields, Row row)
      throws SQLException, Refusal {
    bind(insert, fields, row);
    return answer(insert).orElseThrow(() -> Refusal.dropped(plan));
  }

  private boolean update(PreparedStatement update, List<Integer> fields, Row row)
      throws SQLException, Refusal {
    bind(update, fields, row);
    return update.executeUpdate() > 0;
  }

  private static Optional<String> answer(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  private void bind(PreparedStatement statement, List<Integer> fields, Row row)
      throws SQLException, Refusal {
    for (int i = 0; i < fields.size(); i++) {
      int field = fields.get(i);
      Object value = row.has(field) ? row.value(field) : null;
      bind(statement, i + 1, value, field, plan.field(field).key());
    }
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
