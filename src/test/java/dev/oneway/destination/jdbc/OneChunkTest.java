package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.child;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.row;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.Version;
import dev.oneway.run.Outcome;
import dev.oneway.run.Traffic;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Records of one chunk that depend on one another, or are one another. */
class OneChunkTest extends DatabaseTest {
  private final Shape employee = shape("employees", "*id", "manager", "email");
  private final Shape item = shape("items", "*id", "v");

  private Database openEmployees(Engine engine) {
    Database database = open(engine);
    database.run(
        "CREATE TABLE employees (id TEXT PRIMARY KEY, manager TEXT REFERENCES employees (id),"
            + " email TEXT UNIQUE)");
    return database;
  }

  @EachDatabase
  void aManagerMayComeLaterThanHisPeople(Engine engine) throws Exception {
    Database database = openEmployees(engine);

    assertThat(
            write(
                new JdbcUpsert(database.pool(), "employees"),
                record(employee, "e1", "e9", "a"),
                record(employee, "e2", "e1", "b"),
                record(employee, "e3", "nobody", "c"),
                record(employee, "e4", "e3", "d"),
                record(employee, "e9", null, "e")))
        .containsEntry("e1", "created")
        .containsEntry("e2", "created")
        .containsEntry("e9", "created")
        .hasEntrySatisfying("e3", word -> assertThat(word).startsWith("refused constraint"))
        .hasEntrySatisfying("e4", word -> assertThat(word).startsWith("refused constraint"));
    assertThat(database.rows("SELECT id FROM employees ORDER BY 1"))
        .containsExactly("e1", "e2", "e9");
  }

  @EachDatabase
  void aUniqueValueMayMoveOn(Engine engine) throws Exception {
    Database database = openEmployees(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "employees");
    write(upsert, record(employee, "e1", null, "a"), record(employee, "e2", null, "b"));

    assertThat(
            write(
                upsert,
                record(employee, "e1", null, "b"),
                record(employee, "e2", null, "c"),
                record(employee, "e3", null, "c")))
        .isEqualTo(Map.of("e1", "updated", "e2", "updated", "e3", "refused constraint email"));
    assertThat(database.rows("SELECT id, email FROM employees ORDER BY 1"))
        .containsExactly("e1|b", "e2|c");
  }

  @EachDatabase
  void ofTwoKeysThatAreOneTheNewestIsWritten(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE items (id INTEGER PRIMARY KEY, v INTEGER)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "items");
    MappedRecord[] chunk = {
      versioned("42", 2, 5L), versioned("042", 1, 6L), record(item, "7", 7L), record(item, "07", 8L)
    };

    List<Outcome> outcomes = upsert.write(List.of(chunk), new Traffic());

    assertThat(words(outcomes))
        .isEqualTo(
            Map.of(
                "42", "created",
                "042", "refused constraint",
                "7", "refused constraint",
                "07", "created"));
    assertThat(reason(outcomes))
        .isEqualTo("items: has the same key in the table as another record");
    assertThat(write(upsert, chunk))
        .containsEntry("42", "unchanged")
        .containsEntry("07", "unchanged");
    assertThat(write(upsert, record(item, "42", 5L), record(item, "042", 9L)))
        .isEqualTo(Map.of("42", "refused constraint", "042", "updated"));
    assertThat(database.rows("SELECT * FROM items ORDER BY 1")).containsExactly("7|8", "42|9");
  }

  @EachDatabase
  void keysAreOneByTheColumnsOwnEquality(Engine engine) throws Exception {
    Database database = open(engine);
    String type = engine == Engine.SQLITE ? "TEXT COLLATE NOCASE" : "char(8)";
    String other = engine == Engine.SQLITE ? "AB" : "ab ";
    database.run("CREATE TABLE items (id " + type + " PRIMARY KEY, v INTEGER)");

    assertThat(
            write(
                new JdbcUpsert(database.pool(), "items"),
                record(item, "ab", 1L),
                record(item, other, 2L)))
        .isEqualTo(Map.of("ab", "refused constraint", other, "created"));
  }

  private MappedRecord versioned(String id, long version, long v) {
    Object[] values = {id, v};
    return new MappedRecord(item, values, List.of(), id, Version.of(version), Map.of());
  }

  @Test
  void aParentMayHaveMoreChildrenThanAStatementHasParameters() throws Exception {
    Database database = open(Engine.SQLITE);
    database.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY)",
        "CREATE TABLE lines (order_id INTEGER, no INTEGER, PRIMARY KEY (order_id, no))");
    Shape line = shape("lines", "*order_id", "*no");
    Shape order = shape("orders", List.of(child(line, true, "order_id")), "*id");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    List<Row> lines = LongStream.range(0, 33_000).mapToObj(no -> row(line, 1L, no)).toList();
    write(upsert, record(order, List.of(lines), 1L));

    assertThat(write(upsert, record(order, List.of(lines.subList(0, 32_999)), 1L)))
        .containsEntry("1", "updated");
    assertThat(database.rows("SELECT count(*) FROM lines")).containsExactly("32999");
  }
}
