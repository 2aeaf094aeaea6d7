package dev.oneway.governance;

import dev.oneway.governance.FlowFile.SqlTable;
import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.Party;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to tell a database so that nobody but Oneway changes what is synced, and each may still
 * change what is theirs. Nothing is executed.
 *
 * @param roles of those who may read the tables and change their own columns; at least one
 * @param settings the value of a setting by its name, as far as it is known
 */
public record ColumnLocks(List<String> roles, Function<String, Optional<String>> settings) {
  private static final String WRITER = "oneway";

  /**
   * What is to be done about one table.
   *
   * @param statements SQL, each with its semicolon; none where the database knows no such thing
   * @param note in full sentences; empty when the statements say it all
   */
  public record Lock(SqlTable table, List<String> statements, String note) {}

  /** The columns of a table that others may change, and those that are always written. */
  private record Columns(Set<String> free, Set<String> synced) {
    Columns() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    List<String> theirs() {
      return free.stream().filter(column -> !synced.contains(column)).toList();
    }
  }

  /** One for each table that a flow writes, in the order of the flows. */
  public List<Lock> of(List<FlowFile> flows) {
    Map<SqlTable, Columns> tables = new LinkedHashMap<>();
    for (FlowFile flow : flows) {
      for (SqlTable table : flow.sides().tables()) {
        flow.mappings().forEach(mapping -> add(table, mapping, tables));
      }
    }
    List<Lock> locks = new ArrayList<>();
    tables.forEach((table, columns) -> locks.add(lock(table, columns)));
    return locks;
  }

  private static void add(SqlTable table, MappingModel mapping, Map<SqlTable, Columns> tables) {
    Columns columns = tables.computeIfAbsent(table, it -> new Columns());
    mapping.destination().owns().stream().map(Party.Owned::name).forEach(columns.free()::add);
    add(mapping.key(), mapping.fields(), columns);
    for (ChildModel child : mapping.children()) {
      SqlTable rows = new SqlTable(child.object(), table.dataSource());
      add(child.key(), child.fields(), tables.computeIfAbsent(rows, it -> new Columns()));
    }
  }

  private static void add(List<FieldModel> key, List<FieldModel> fields, Columns columns) {
    key.forEach(field -> columns.synced().add(field.name()));
    for (FieldModel field : fields) {
      boolean always = field.when() == WriteWhen.ALWAYS;
      (always ? columns.synced() : columns.free()).add(field.name());
    }
  }

  private Lock lock(SqlTable table, Columns columns) {
    String setting = "oneway.datasource." + table.dataSource();
    String url = settings.apply(setting + ".url").orElse("jdbc:postgresql:");
    if (url.startsWith("jdbc:sqlite:")) {
      return new Lock(
          table,
          List.of(),
          "SQLite has neither users nor privileges: whoever may write the file may change every"
              + " column. Let nobody but Oneway's user write it, and others open it read-only.");
    }
    if (table.name().contains("{")) {
      return new Lock(
          table,
          List.of(),
          "Oneway makes these tables, so they belong to its user: others have no right to them"
              + " until somebody grants it. Grant them SELECT.");
    }
    String writer = settings.apply(setting + ".user").orElse(WRITER);
    return new Lock(table, statements(name(table.name()), columns.theirs(), writer), "");
  }

  private List<String> statements(String table, List<String> theirs, String writer) {
    String others = quoted(roles);
    List<String> statements = new ArrayList<>();
    statements.add(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s;".formatted(table, quoted(writer)));
    statements.add(
        "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %s FROM PUBLIC, %s;".formatted(table, others));
    statements.add("GRANT SELECT ON %s TO %s;".formatted(table, others));
    if (!theirs.isEmpty()) {
      statements.add("GRANT UPDATE (%s) ON %s TO %s;".formatted(quoted(theirs), table, others));
    }
    return statements;
  }

  private static String quoted(List<String> names) {
    return names.stream().map(ColumnLocks::quoted).collect(Collectors.joining(", "));
  }

  private static String name(String table) {
    return Stream.of(table.split("\\.")).map(ColumnLocks::quoted).collect(Collectors.joining("."));
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
