package dev.oneway.destination.jdbc;

import dev.oneway.fault.Nearest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a table's columns and keys from PostgreSQL's system catalog. */
final class PostgresCatalog {
  /**
   * Tables of the named schema, or of the search path, nearest first. The lowest bits of a
   * trigger's type are FOR EACH ROW, BEFORE and INSERT.
   */
  private static final String TABLES =
      """
      SELECT c.oid, n.nspname::text, c.relname::text, c.relkind = 'p', EXISTS (
        SELECT FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'
          AND t.tgtype & 7 = 7
          AND (t.tgrelid = c.oid OR t.tgrelid IN (SELECT relid FROM pg_partition_tree(c.oid))))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
        AND n.nspname = ANY (CASE WHEN ?::text IS NULL THEN current_schemas(false)
                                  ELSE ARRAY[?::name] END)
      ORDER BY array_position(current_schemas(false), n.nspname), c.relname
      """;

  /**
   * The base type is what is left of a domain; the inner type is that of an array's elements. A
   * numeric's modifier holds its scale in the lowest 11 bits, with a sign.
   */
  private static final String COLUMNS =
      """
      WITH RECURSIVE base AS (
        SELECT attnum, atttypid AS oid, atttypmod AS mod FROM pg_attribute
        WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT base.attnum, t.typbasetype, t.typtypmod FROM base JOIN pg_type t ON t.oid = base.oid
        WHERE t.typtype = 'd'
      )
      SELECT a.attname::text,
        format_type(a.atttypid, a.atttypmod),
        format_type(bt.oid, -1),
        bt.typcategory = 'A',
        it.typname::text,
        it.typcategory = 'S',
        it.typname NOT IN ('citext', 'interval') AND (
          it.typtype IN ('e', 'r', 'm') OR it.typname = 'varchar' OR EXISTS (
            SELECT FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod
            WHERE o.opcintype = it.oid AND o.opcdefault AND m.amname IN ('btree', 'hash'))),
        coalesce(co.collisdeterministic, true),
        CASE WHEN a.attidentity = 'a' THEN 'GENERATED ALWAYS AS IDENTITY'
             WHEN a.attgenerated <> '' THEN 'a GENERATED column' END,
        (a.attnotnull OR ct.typnotnull) AND NOT a.atthasdef AND a.attidentity = ''
          AND ct.typdefault IS NULL,
        CASE WHEN it.typname = 'numeric' AND base.mod >= 4
             THEN (((base.mod - 4) & 2047) # 1024) - 1024 END,
        a.attnotnull OR ct.typnotnull,
        CASE WHEN bt.typname IN ('varchar', 'bpchar') AND base.mod >= 4 THEN base.mod - 4 END,
        NOT a.atthasdef AND a.attidentity = '' AND ct.typdefault IS NULL
      FROM pg_attribute a
      JOIN pg_type ct ON ct.oid = a.atttypid
      JOIN base ON base.attnum = a.attnum
      JOIN pg_type bt ON bt.oid = base.oid AND bt.typtype <> 'd'
      JOIN pg_type it ON it.oid = CASE WHEN bt.typcategory = 'A' THEN bt.typelem ELSE bt.oid END
      LEFT JOIN pg_collation co ON co.oid = a.attcollation
      WHERE a.attrelid = ?
      ORDER BY a.attnum
      """;

  /**
   * Whether it can serve ON CONFLICT (columns), and its columns; null where it is an expression.
   */
  private static final String INDEXES =
      """
      SELECT c.relname::text,
        i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL,
        ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
              WHERE k.place <= i.indnkeyatts ORDER BY k.place)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = ? AND i.indisunique
      """;

  private static final String CONSTRAINTS =
      """
      SELECT conname::text, ARRAY(
        SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = conrelid AND a.attnum = ANY (conkey))
      FROM pg_constraint WHERE conrelid = ? AND conkey IS NOT NULL
      """;

  /** Whether a view, a policy or a trigger reads a column, so that its type can't be changed. */
  private static final String USED =
      """
      SELECT EXISTS (
        SELECT FROM pg_depend d
        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ?::regclass AND a.attname = ?
          AND d.classid IN (
            'pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass))
      """;

  private final Connection connection;

  private record Found(
      long oid, String schema, String name, boolean partitioned, boolean fillsRows) {}

  PostgresCatalog(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws Unusable when there is no such table
   */
  Table describe(TableName name) throws SQLException {
    Found found = find(name);
    Set<Set<String>> uniqueKeys = new HashSet<>();
    Map<String, List<String>> constraints = new HashMap<>();
    each(
        INDEXES,
        found.oid(),
        row -> {
          List<String> columns = texts(row.getArray(3));
          constraints.put(row.getString(1), columns);
          if (row.getBoolean(2)) {
            uniqueKeys.add(Set.copyOf(columns));
          }
        });
    each(
        CONSTRAINTS, found.oid(), row -> constraints.put(row.getString(1), texts(row.getArray(2))));
    return new Table(
        name,
        found.schema(),
        found.name(),
        found.partitioned(),
        found.fillsRows(),
        columns(found.oid()),
        uniqueKeys,
        constraints);
  }

  /** Whether something that isn't an index or a constraint depends on the column's type. */
  boolean isUsed(Table table, Column column) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(USED)) {
      statement.setString(1, table.quoted());
      statement.setString(2, column.name());
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getBoolean(1);
      }
    }
  }

  private Found find(TableName name) throws SQLException {
    List<Found> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, name.schema().orElse(null));
      statement.setString(2, name.schema().orElse(null));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tables.add(
              new Found(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getBoolean(4),
                  row.getBoolean(5)));
        }
      }
    }
    return Table.named(name.table(), tables, Found::name)
        .orElseThrow(() -> missing(name, tables.stream().map(Found::name).toList()));
  }

  private static MissingTable missing(TableName name, List<String> known) {
    return new MissingTable(
        "there is no table `" + name + "` in the database, or the user may not see it.",
        Nearest.didYouMean(name.table(), known) + "Create it, or name its schema: schema.table.",
        known.size());
  }

  private List<Column> columns(long table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setLong(1, table);
      statement.setLong(2, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.add(column(row));
        }
      }
    }
    return columns;
  }

  private static Column column(ResultSet row) throws SQLException {
    boolean comparable = row.getBoolean(7);
    boolean deterministic = row.getBoolean(8);
    String comparedAs = comparable ? "" : "::text";
    return new Column(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        kind(row.getString(5), row.getBoolean(6)),
        row.getBoolean(4),
        number(row, 11),
        deterministic ? comparedAs : comparedAs + " COLLATE \"C\"",
        Optional.ofNullable(row.getString(9)),
        row.getBoolean(10),
        row.getBoolean(14),
        new Limits(
            PostgresKinds.refusedBy(row.getString(5), row.getBoolean(4)),
            number(row, 13),
            row.getBoolean(12)));
  }

  private static OptionalInt number(ResultSet row, int column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static Column.Kind kind(String type, boolean text) {
    return switch (type) {
      case "json", "jsonb" -> Column.Kind.JSON;
      case "bytea" -> Column.Kind.BINARY;
      default -> text ? Column.Kind.TEXT : Column.Kind.OTHER;
    };
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, long table, RowReader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
