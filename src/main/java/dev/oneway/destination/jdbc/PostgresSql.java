package dev.oneway.destination.jdbc;

import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements for one table and one set of present fields. Each takes one text array per field,
 * a row being an array position, and answers with positions, counted from 1: those created, those
 * updated, and whether two rows share a key; unless it says otherwise.
 *
 * <p>Two habits keep PostgreSQL from comparing each row with each other row, which it would do
 * because it takes an unnested array for ten rows long: a FULL JOIN is never a nested loop, and an
 * uncorrelated NOT IN is one hash table.
 */
final class PostgresSql {
  private static final String POSITIONS =
      "array_agg(n) FILTER (WHERE created), array_agg(n) FILTER (WHERE NOT created)";

  private final TablePlan plan;
  private final List<Integer> fields;
  private final int keys;

  /**
   * @param fields positions of the fields that are present; key fields come first
   */
  PostgresSql(TablePlan plan, List<Integer> fields) {
    this.plan = plan;
    this.fields = fields;
    this.keys = plan.keyColumns().size();
  }

  /** For rows that are all new. */
  String copy() {
    return "COPY %s (%s) FROM STDIN"
        .formatted(table(), join(fields.size(), ", ", i -> present(i).quoted()));
  }

  /** One INSERT … ON CONFLICT; fastest, but an update must also be possible as an insert. */
  String upsert() {
    return "WITH %s, %s SELECT %s, %s FROM (%s) AS fates"
        .formatted(source(), written(""), POSITIONS, anySameKey(), fates());
  }

  /** First updates what is there, then inserts what isn't, in one statement. */
  String carefulUpsert() {
    String absent = " WHERE NOT EXISTS (SELECT FROM " + table() + " AS t WHERE " + sameKey() + ")";
    String parts = source();
    String fates = fates();
    if (!changes("src.s").isEmpty()) {
      parts += ", " + updated();
      fates += " UNION ALL SELECT n, false FROM updated";
    }
    return "WITH %s, %s SELECT %s, %s FROM (%s) AS fates"
        .formatted(parts, written(absent), POSITIONS, anySameKey(), fates);
  }

  /** Updates what is there, inserts nothing; answers with the positions of those updated alone. */
  String deactivate() {
    return "WITH %s, %s SELECT array_agg(n) FROM updated".formatted(rows(), updated());
  }

  /** Deletes what is there; answers as {@link #deactivate()} does. */
  String delete() {
    return "WITH %s, removed AS (DELETE FROM %s AS t USING src WHERE %s RETURNING src.n) SELECT array_agg(n) FROM removed"
        .formatted(rows(), table(), sameKey());
  }

  /** Deletes what is there and inserts it into the archive; answers as {@link #delete()} does. */
  String move(Archive archive) {
    List<Archive.Pair> columns = archive.columns();
    return "WITH %s, removed AS (DELETE FROM %s AS t USING src WHERE %s RETURNING src.n, %s), kept AS (INSERT INTO %s (%s) SELECT %s FROM removed%s) SELECT array_agg(n) FROM removed"
        .formatted(
            rows(),
            table(),
            sameKey(),
            join(columns.size(), ", ", i -> "t." + columns.get(i).from().quoted() + " AS c" + i),
            archive.table().quoted(),
            archive.into(),
            join(columns.size(), ", ", i -> "c" + i),
            archive.onConflict());
  }

  /** Whether one of the keys (arrays) isn't in the table. */
  String missing() {
    String same = join(keys, " AND ", i -> equal(i, "CAST(k.u" + i + " AS %s)"));
    return "SELECT EXISTS (SELECT FROM %s AS k(%s) WHERE NOT EXISTS (SELECT FROM %s AS t WHERE %s))"
        .formatted(unnest(keys), join(keys, ", ", i -> "u" + i), table(), same);
  }

  private String anySameKey() {
    String distinctKeys = join(keys, ", ", this::sourceKey);
    return "(SELECT count(*) > count(DISTINCT (" + distinctKeys + ")) FROM src)";
  }

  /** The positions, from 0, of keys (arrays) that are one row of the table: an array per row. */
  String sameKeys() {
    return "SELECT array_agg(k.n::int - 1) FROM %s WITH ORDINALITY AS k(%s, n) JOIN %s AS t ON %s GROUP BY %s HAVING count(*) > 1"
        .formatted(
            unnest(keys),
            join(keys, ", ", i -> "u" + i),
            table(),
            join(keys, " AND ", i -> equal(i, "CAST(k.u" + i + " AS %s)")),
            join(keys, ", ", i -> "t." + column(i).quoted()));
  }

  /** Deletes under the parents (first arrays) what isn't among the keys (further arrays). */
  String prune() {
    List<Integer> parentKey = plan.parentKey();
    String under =
        join(parentKey.size(), " AND ", i -> equal(parentKey.get(i), "CAST(p.u" + i + " AS %s)"));
    String own = join(keys, ", ", i -> "t." + column(i).quoted());
    String kept = join(keys, ", ", i -> "CAST(k.u" + i + " AS " + column(i).keyType() + ")");
    return "DELETE FROM %s AS t USING %s AS p(%s, n) WHERE %s AND (%s) NOT IN (SELECT %s FROM %s AS k(%s)) RETURNING p.n::int"
        .formatted(
            table(),
            unnest(parentKey.size()) + " WITH ORDINALITY",
            join(parentKey.size(), ", ", i -> "u" + i),
            under,
            own,
            kept,
            unnest(keys),
            join(keys, ", ", i -> "u" + i));
  }

  private String equal(int field, String otherSide) {
    Column column = column(field);
    return "t." + column.quoted() + " = " + otherSide.formatted(column.keyType());
  }

  private String source() {
    return plan.table().partitioned() ? rows() + ", " + there() : rows();
  }

  private String rows() {
    String columns =
        join(
            fields.size(),
            ", ",
            i -> "CAST(u" + i + " AS " + present(i).plainType() + ") AS s" + i);
    return "src AS MATERIALIZED (SELECT n::int AS n, %s FROM %s WITH ORDINALITY AS u(%s, n))"
        .formatted(columns, unnest(fields.size()), join(fields.size(), ", ", i -> "u" + i));
  }

  /** A partitioned table's RETURNING can't read xmax, so existing rows are noted beforehand. */
  private String there() {
    return "seen AS MATERIALIZED (SELECT n AS seen_n, EXISTS (SELECT FROM %s AS t WHERE %s) AS there FROM src)"
        .formatted(table(), sameKey());
  }

  private String written(String onlyWhere) {
    String returned = join(keys, ", ", i -> "t." + column(i).quoted() + " AS k" + i);
    return "written AS (INSERT INTO %s AS t (%s) SELECT %s FROM src%s %s RETURNING %s%s)"
        .formatted(
            table(),
            join(fields.size(), ", ", i -> present(i).quoted()),
            join(fields.size(), ", ", i -> "s" + i),
            onlyWhere,
            onConflict(),
            returned,
            plan.table().partitioned() ? "" : ", t.xmax = 0 AS created");
  }

  private String fates() {
    String match = join(keys, " AND ", i -> "k" + i + " = " + sourceKey(i));
    return plan.table().partitioned()
        ? "SELECT n, CASE WHEN k0 IS NOT NULL THEN there IS NOT TRUE END AS created FROM src FULL JOIN seen ON n = seen_n FULL JOIN written ON "
            + match
        : "SELECT n, created FROM src FULL JOIN written ON " + match;
  }

  private String onConflict() {
    String target = "ON CONFLICT (" + join(keys, ", ", i -> column(i).quoted()) + ") DO ";
    List<Change> changes = changes("excluded.");
    return changes.isEmpty()
        ? target + "NOTHING"
        : target + "UPDATE SET " + assignments(changes) + " WHERE " + anyDiffers(changes);
  }

  private String updated() {
    List<Change> changes = changes("src.s");
    return "updated AS (UPDATE %s AS t SET %s FROM src WHERE %s AND (%s) RETURNING src.n)"
        .formatted(table(), assignments(changes), sameKey(), anyDiffers(changes));
  }

  private record Change(String assignment, String differs) {}

  private List<Change> changes(String from) {
    List<Change> changes = new ArrayList<>();
    for (int i = keys; i < fields.size(); i++) {
      if (plan.updates(fields.get(i))) {
        String incoming = from.startsWith("excluded") ? from + present(i).quoted() : from + i;
        changes.add(change(present(i), plan.field(fields.get(i)).when(), incoming));
      }
    }
    return changes;
  }

  private static Change change(Column column, WriteWhen when, String incoming) {
    String current = "t." + column.quoted();
    String differs =
        "%s%s IS DISTINCT FROM %s%s"
            .formatted(current, column.comparedAs(), incoming, column.comparedAs());
    if (when != WriteWhen.EMPTY) {
      return new Change(column.quoted() + " = " + incoming, differs);
    }
    String fills = incoming + " IS NOT NULL AND " + isEmpty(column, current);
    return new Change(
        "%s = CASE WHEN %s THEN %s ELSE %s END"
            .formatted(column.quoted(), fills, incoming, current),
        "(" + fills + " AND " + differs + ")");
  }

  private static String isEmpty(Column column, String current) {
    return column.kind() == Column.Kind.TEXT && !column.array()
        ? "(" + current + " IS NULL OR " + current + " = '')"
        : current + " IS NULL";
  }

  private static String assignments(List<Change> changes) {
    return changes.stream().map(Change::assignment).collect(Collectors.joining(", "));
  }

  private static String anyDiffers(List<Change> changes) {
    return changes.stream().map(Change::differs).collect(Collectors.joining(" OR "));
  }

  private String sameKey() {
    return join(keys, " AND ", i -> "t." + column(i).quoted() + " = " + sourceKey(i));
  }

  private String sourceKey(int key) {
    return "CAST(src.s" + key + " AS " + column(key).keyType() + ")";
  }

  private String table() {
    return plan.table().quoted();
  }

  private Column column(int field) {
    return plan.column(field);
  }

  private Column present(int index) {
    return plan.column(fields.get(index));
  }

  private static String unnest(int arrays) {
    return "unnest(" + join(arrays, ", ", i -> "CAST(? AS text[])") + ")";
  }

  private static String join(int count, String separator, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
  }
}
