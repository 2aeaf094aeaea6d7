package dev.oneway.destination.jdbc;

import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements for one table and one set of present fields. Parameter {@code ?i} is the i-th
 * present field, in each of them.
 */
final class SqliteSql {
  private final TablePlan plan;
  private final List<Integer> fields;
  private final int keys;

  /**
   * @param fields positions of the fields that are present; key fields come first
   */
  SqliteSql(TablePlan plan, List<Integer> fields) {
    this.plan = plan;
    this.fields = fields;
    this.keys = plan.keyColumns().size();
  }

  /** Answers with the key as the table keeps it, one text for all its columns. */
  String find() {
    return "SELECT %s FROM %s WHERE %s".formatted(storedKey(), plan.table().quoted(), sameKey());
  }

  /**
   * Answers as {@link #find()} does; with nothing when a trigger dropped the row. OR ABORT, so that
   * no table's own ON CONFLICT clause replaces a row or ends a transaction.
   */
  String insert() {
    return "INSERT OR ABORT INTO %s (%s) VALUES (%s) RETURNING %s"
        .formatted(
            plan.table().quoted(),
            join(fields.size(), ", ", i -> column(i).quoted()),
            join(fields.size(), ", ", i -> parameter(i)),
            storedKey());
  }

  /** Updates the row unless it holds all this already; empty when nothing may be updated. */
  String update() {
    List<String> assignments = new ArrayList<>();
    List<String> differs = new ArrayList<>();
    for (int i = keys; i < fields.size(); i++) {
      if (plan.updates(fields.get(i))) {
        addChange(i, assignments, differs);
      }
    }
    return assignments.isEmpty()
        ? ""
        : "UPDATE OR ABORT %s SET %s WHERE %s AND (%s)"
            .formatted(
                plan.table().quoted(),
                String.join(", ", assignments),
                sameKey(),
                String.join(" OR ", differs));
  }

  /** Copies the row into the archive. */
  String copy(Archive archive) {
    return "INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s%s"
        .formatted(
            archive.table().quoted(),
            archive.into(),
            join(archive.columns().size(), ", ", i -> archive.columns().get(i).from().quoted()),
            plan.table().quoted(),
            sameKey(),
            archive.onConflict());
  }

  String delete() {
    return "DELETE FROM %s WHERE %s".formatted(plan.table().quoted(), sameKey());
  }

  /**
   * Deletes what stands under a parent (first parameters) and isn't among the keys in a JSON array
   * (last parameter) of what {@link #find()} answers.
   */
  String prune() {
    List<Integer> parentKey = plan.parentKey();
    String under =
        join(parentKey.size(), " AND ", i -> plan.column(parentKey.get(i)).quoted() + " = ?");
    return "DELETE FROM %s WHERE %s AND %s NOT IN (SELECT value FROM json_each(?))"
        .formatted(plan.table().quoted(), under, "(" + storedKey() + ")");
  }

  private void addChange(int index, List<String> assignments, List<String> differs) {
    String current = column(index).quoted();
    String incoming = parameter(index);
    String changed = current + column(index).comparedAs() + " IS NOT " + incoming;
    if (plan.field(fields.get(index)).when() != WriteWhen.EMPTY) {
      assignments.add(current + " = " + incoming);
      differs.add(changed);
      return;
    }
    String fills =
        "%s IS NOT NULL AND (%s IS NULL OR %s = '')".formatted(incoming, current, current);
    assignments.add(
        "%s = CASE WHEN %s THEN %s ELSE %s END".formatted(current, fills, incoming, current));
    differs.add("(" + fills + " AND " + changed + ")");
  }

  private String storedKey() {
    return join(keys, " || ',' || ", i -> "quote(" + plan.column(i).quoted() + ")");
  }

  private String sameKey() {
    return join(keys, " AND ", i -> plan.column(i).quoted() + " = " + parameter(i));
  }

  private Column column(int index) {
    return plan.column(fields.get(index));
  }

  private static String parameter(int index) {
    return "?" + (index + 1);
  }

  private static String join(int count, String separator, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
  }
}
