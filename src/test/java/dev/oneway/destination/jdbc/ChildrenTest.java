package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.child;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.row;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.run.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChildrenTest extends DatabaseTest {
  private final Shape line = shape("lines", "*order_id", "*no", "sku", "qty");
  private final Shape order =
      shape("orders", List.of(child(line, true, "order_id")), "*id", "name");

  private Database openOrders(Engine engine) {
    Database database = open(engine);
    database.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE lines (order_id INTEGER NOT NULL REFERENCES orders (id), no INTEGER,"
            + " sku TEXT, qty INTEGER CHECK (qty > 0), PRIMARY KEY (order_id, no))");
    return database;
  }

  private MappedRecord order(long id, String name, Row... lines) {
    return record(order, List.of(List.of(lines)), id, name);
  }

  private Row line(long order, long no, String sku, long qty) {
    return row(line, order, no, sku, qty);
  }

  private MappedRecord orderWithoutWord(long id, String name) {
    List<List<Row>> silent = new ArrayList<>();
    silent.add(null);
    return record(order, silent, id, name);
  }

  @EachDatabase
  void rowsBelowARecordFollowIt(Engine engine) throws Exception {
    Database database = openOrders(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");

    assertThat(
            write(
                upsert,
                order(1, "a", line(1, 1, "x", 1), line(1, 2, "y", 2)),
                order(2, "b", line(2, 1, "x", 1)),
                order(3, "c")))
        .isEqualTo(Map.of("1", "created", "2", "created", "3", "created"));
    assertThat(
            write(
                upsert,
                order(1, "a", line(1, 1, "x", 1), line(1, 2, "y", 2)),
                order(2, "b", line(2, 1, "x", 9)),
                order(3, "c", line(3, 1, "z", 1))))
        .isEqualTo(Map.of("1", "unchanged", "2", "updated", "3", "updated"));
    assertThat(database.rows("SELECT * FROM lines ORDER BY 1, 2"))
        .containsExactly("1|1|x|1", "1|2|y|2", "2|1|x|9", "3|1|z|1");
  }

  @EachDatabase
  void whatARecordNoLongerHasIsDeleted(Engine engine) throws Exception {
    Database database = openOrders(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    write(
        upsert,
        order(1, "a", line(1, 1, "x", 1), line(1, 2, "y", 2), line(1, 3, "z", 3)),
        order(2, "b", line(2, 1, "x", 1)),
        order(3, "c", line(3, 1, "x", 1)),
        order(4, "d", line(4, 1, "x", 1)));

    assertThat(
            write(
                upsert,
                order(1, "a", line(1, 1, "x", 1), line(1, 3, "z", 3)),
                order(2, "b"),
                orderWithoutWord(3, "c")))
        .isEqualTo(Map.of("1", "updated", "2", "updated", "3", "unchanged"));
    assertThat(database.rows("SELECT order_id, no FROM lines ORDER BY 1, 2"))
        .containsExactly("1|1", "1|3", "3|1", "4|1");
  }

  @EachDatabase
  void withoutDeleteMissingRowsStay(Engine engine) throws Exception {
    Database database = openOrders(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    Shape keeping = shape("orders", List.of(child(line, false, "order_id")), "*id", "name");
    write(upsert, record(keeping, List.of(List.of(line(1, 1, "x", 1))), 1L, "a"));

    assertThat(write(upsert, record(keeping, List.of(List.of()), 1L, "a")))
        .containsEntry("1", "unchanged");
    assertThat(database.rows("SELECT count(*) FROM lines")).containsExactly("1");
  }

  @EachDatabase
  void aRefusedChildRefusesItsRecordWhole(Engine engine) throws Exception {
    Database database = openOrders(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    write(upsert, order(2, "old", line(2, 1, "x", 1), line(2, 2, "y", 1)));

    var outcomes =
        upsert.write(
            List.of(
                order(1, "a", line(1, 1, "x", 1)),
                order(2, "new", line(2, 1, "x", 5), line(2, 3, "bad", -1)),
                order(3, "c", line(3, 1, "bad", 0)),
                order(4, "d", line(4, 1, "z", 1))),
            new Traffic());

    assertThat(words(outcomes))
        .containsEntry("1", "created")
        .containsEntry("4", "created")
        .hasEntrySatisfying("2", word -> assertThat(word).startsWith("refused constraint"))
        .hasEntrySatisfying("3", word -> assertThat(word).startsWith("refused constraint"));
    assertThat(reason(outcomes)).startsWith("lines: ");
    assertThat(database.rows("SELECT * FROM orders ORDER BY 1"))
        .containsExactly("1|a", "2|old", "4|d");
    assertThat(database.rows("SELECT * FROM lines ORDER BY 1, 2"))
        .containsExactly("1|1|x|1", "2|1|x|1", "2|2|y|1", "4|1|z|1");
  }

  @EachDatabase
  void twoRowsWithTheSameKeyRefuseTheRecord(Engine engine) throws Exception {
    Database database = openOrders(engine);

    assertThat(
            write(
                new JdbcUpsert(database.pool(), "orders"),
                order(1, "a", line(1, 1, "x", 1), line(1, 1, "y", 1)),
                order(2, "b", line(2, 1, "x", 1))))
        .isEqualTo(Map.of("1", "refused invalid", "2", "created"));
  }

  /** A place freed by a deleted row can be taken in the same write. */
  @EachDatabase
  void missingRowsGoBeforeNewOnesCome(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id INTEGER, place INTEGER,"
            + " UNIQUE (order_id, place))");
    Shape placed = shape("lines", "*id", "order_id", "place");
    Shape parent = shape("orders", List.of(child(placed, true, "order_id")), "*id", "name");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    write(upsert, record(parent, List.of(List.of(row(placed, 10L, 1L, 1L))), 1L, "a"));

    assertThat(write(upsert, record(parent, List.of(List.of(row(placed, 11L, 1L, 1L))), 1L, "a")))
        .containsEntry("1", "updated");
    assertThat(database.rows("SELECT * FROM lines")).containsExactly("11|1|1");
  }

  @EachDatabase
  void childrenMayHaveDifferentFieldsAndCompositeParents(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE docs (doc TEXT, rev INTEGER, PRIMARY KEY (doc, rev))",
        "CREATE TABLE parts (doc TEXT, rev INTEGER, no INTEGER, a TEXT DEFAULT 'da',"
            + " b TEXT DEFAULT 'db', PRIMARY KEY (doc, rev, no))");
    Shape part = shape("parts", "*doc", "*rev", "*no", "a", "b");
    Shape doc = shape("docs", List.of(child(part, true, "doc", "rev")), "*doc", "*rev");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "docs");
    Row one = row(part, "x", 1L, 1L, "a", Row.ABSENT);
    Row two = row(part, "x", 1L, 2L, Row.ABSENT, "b");
    Row three = row(part, "x", 1L, 3L, Row.ABSENT, Row.ABSENT);

    write(upsert, record(doc, List.of(List.of(one, two, three)), "x", 1L));
    assertThat(database.rows("SELECT no, a, b FROM parts ORDER BY 1"))
        .containsExactly("1|a|db", "2|da|b", "3|da|db");

    assertThat(write(upsert, record(doc, List.of(List.of(two, one)), "x", 1L)).values())
        .containsOnly("updated");
    assertThat(database.rows("SELECT no FROM parts ORDER BY 1")).containsExactly("1", "2");
  }

  @EachDatabase
  void childrenMayHaveChildren(Engine engine) throws Exception {
    Database database = openOrders(engine);
    database.run(
        "CREATE TABLE serials (order_id INTEGER, no INTEGER, serial TEXT,"
            + " PRIMARY KEY (order_id, no, serial))");
    Shape serial = shape("serials", "*order_id", "*no", "*serial");
    Shape deepLine =
        shape("lines", List.of(child(serial, true, "order_id", "no")), "*order_id", "*no", "qty");
    Shape deep = shape("orders", List.of(child(deepLine, true, "order_id")), "*id", "name");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");

    List<Row> serials = List.of(row(serial, 1L, 1L, "s1"), row(serial, 1L, 1L, "s2"));
    Row with = new Row(deepLine, new Object[] {1L, 1L, 2L}, List.of(serials));
    write(upsert, record(deep, List.of(List.of(with)), 1L, "a"));
    Row fewer = new Row(deepLine, new Object[] {1L, 1L, 2L}, List.of(serials.subList(1, 2)));
    assertThat(write(upsert, record(deep, List.of(List.of(fewer)), 1L, "a")))
        .containsEntry("1", "updated");

    assertThat(database.rows("SELECT serial FROM serials")).containsExactly("s2");
  }

  @EachDatabase
  void aRecordMayHaveThousandsOfRows(Engine engine) throws Exception {
    Database database = openOrders(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    Row[] lines = IntStream.range(0, 20_000).mapToObj(i -> line(1, i, "x", 1)).toArray(Row[]::new);

    assertThat(write(upsert, order(1, "a", lines))).containsEntry("1", "created");
    assertThat(write(upsert, order(1, "a", lines))).containsEntry("1", "unchanged");
    assertThat(write(upsert, order(1, "a", Arrays.copyOf(lines, 19_999))))
        .containsEntry("1", "updated");
    assertThat(database.rows("SELECT count(*) FROM lines")).containsExactly("19999");
  }

  @Test
  void aChildTableIsInItsParentsSchema() throws Exception {
    Database database = openAlone();
    database.run(
        "CREATE SCHEMA sales",
        "CREATE TABLE lines (order_id int, no int, sku text, qty int, PRIMARY KEY (order_id, no))",
        "CREATE TABLE sales.orders (id int PRIMARY KEY, name text)",
        "CREATE TABLE sales.lines (LIKE lines INCLUDING ALL)");

    write(new JdbcUpsert(database.pool(), "sales.orders"), order(1, "a", line(1, 1, "x", 1)));

    assertThat(database.rows("SELECT count(*) FROM sales.lines")).containsExactly("1");
    assertThat(database.rows("SELECT count(*) FROM lines")).containsExactly("0");
  }
}
