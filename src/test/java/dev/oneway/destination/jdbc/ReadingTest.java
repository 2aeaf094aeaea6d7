package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.child;
import static dev.oneway.destination.jdbc.Orders.deactivation;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.row;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.run.Present;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reading says beforehand what writing does. */
class ReadingTest extends DatabaseTest {
  private static final String PEOPLE =
      "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(10), pay NUMERIC(12,2), since"
          + " TIMESTAMP, note TEXT, mine TEXT)";

  private final Shape people = shape("people", "*id", "name", "pay", "since", "note?empty");

  @EachDatabase
  void whatIsSaidIsWhatIsDone(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(PEOPLE);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    List<MappedRecord> first = List.of(person(1, "Ann", "1.5"), person(2, "Bob", "2"));
    assertThat(said(upsert, first)).isEqualTo(Map.of("1", "created", "2", "created"));
    assertThat(database.rows("SELECT * FROM people")).isEmpty();
    assertThat(words(upsert.write(first, new Traffic()))).isEqualTo(said("created", "1", "2"));

    database.run("UPDATE people SET mine = 'ours', note = 'theirs'");
    assertThat(said(upsert, first)).isEqualTo(said("unchanged", "1", "2"));
    database.run("UPDATE people SET name = 'Rob', pay = 2.01 WHERE id = 2");

    List<MappedRecord> next = List.of(person(1, "Ann", "1.50"), person(2, "Bob", "2"));
    Map<String, String> said = said(upsert, next);
    assertThat(said).isEqualTo(Map.of("1", "unchanged", "2", "updated"));
    assertThat(there(upsert, next.get(1)).differing()).containsExactly("name", "pay");
    assertThat(there(upsert, next.get(1)).held())
        .containsEntry("name", "Rob")
        .containsEntry("pay", new BigDecimal("2.01"))
        .doesNotContainKey("mine");
    assertThat(words(upsert.write(next, new Traffic()))).isEqualTo(said);
  }

  @EachDatabase
  void aFieldForNewRecordsNeverDiffersAndOneForEmptyOnesOnlyThere(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, made TEXT, note TEXT, name TEXT)");
    database.run("INSERT INTO people VALUES (1, 'x', 'x', 'x'), (2, 'x', '', 'a')");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    Shape shape = shape("people", "*id", "made?create", "note?empty", "name");
    MappedRecord full = record(shape, 1L, "a", "a", "a");
    MappedRecord empty = record(shape, 2L, "a", "a", "a");
    assertThat(there(upsert, full).differing()).containsExactly("name");
    assertThat(there(upsert, empty).differing()).containsExactly("note");
  }

  @EachDatabase
  void aFieldForNewRecordsMayBeTheLast(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, made TEXT, by_ TEXT)");
    database.run("INSERT INTO people VALUES (1, 'x', 'x', 'x')");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    Shape shape = shape("people", "*id", "name", "made?create", "by_?create");
    Present.There there = there(upsert, record(shape, 1L, "a", "a", "a"));
    assertThat(there.differing()).containsExactly("name");
    assertThat(there.held()).containsEntry("made", "x").containsEntry("by_", "x");
  }

  @EachDatabase
  void whatARecordDoesntSpeakOfIsntCompared(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(PEOPLE, "INSERT INTO people (id, name, note) VALUES (1, 'Ann', 'x')");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    MappedRecord ann = record(people, 1L, "Ann", Row.ABSENT, null, Row.ABSENT);
    assertThat(there(upsert, ann).differing()).isEmpty();
    assertThat(there(upsert, ann).held()).containsOnlyKeys("name", "since");
  }

  @EachDatabase
  void theValueThatDoesntFitIsTheOneRecordsMatter(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(10), pay INTEGER)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    Shape shape = shape("people", "*id", "name", "pay");
    List<MappedRecord> chunk = new ArrayList<>();
    for (long i = 0; i < 20; i++) {
      chunk.add(record(shape, i, i == 7 ? "a\u0000b" : "Ann", i));
    }
    Map<String, String> said = said(upsert, chunk);
    assertThat(said).containsEntry("7", "rejected").containsEntry("8", "created");
    assertThat(said.values()).filteredOn("rejected"::equals).hasSize(1);
  }

  @EachDatabase
  void whoIsGoneIsMarkedOnceAndNeverMade(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, active INTEGER)");
    database.run("INSERT INTO people VALUES (1, 'Ann', 1), (2, 'Bob', 0)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    Shape shape = shape("people", "*id", "name", "active");
    assertThat(
            said(
                upsert,
                List.of(
                    deactivation(shape, 1L, Row.ABSENT, 0L),
                    deactivation(shape, 2L, Row.ABSENT, 0L),
                    deactivation(shape, 3L, Row.ABSENT, 0L))))
        .isEqualTo(Map.of("1", "deleted", "2", "unchanged", "3", "unchanged"));
  }

  @EachDatabase
  void childrenAreComparedMissingChangedAndTooMany(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT)",
        "CREATE TABLE lines (order_id INTEGER, line INTEGER, sku TEXT, PRIMARY KEY (order_id,"
            + " line))");
    Shape line = shape("lines", "*order_id", "*line", "sku");
    Shape order = shape("orders", List.of(child(line, true, "order_id")), "*id", "customer");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    List<MappedRecord> orders = new ArrayList<>();
    for (long i = 1; i <= 5; i++) {
      orders.add(
          record(
              order, List.of(List.of(row(line, i, 1L, "A"), row(line, i, 2L, "B"))), i, "C" + i));
    }
    upsert.write(orders, new Traffic());
    assertThat(said(upsert, orders)).isEqualTo(said("unchanged", "1", "2", "3", "4", "5"));
    database.run(
        "UPDATE lines SET sku = 'X' WHERE order_id = 2 AND line = 2",
        "DELETE FROM lines WHERE order_id = 3 AND line = 1",
        "INSERT INTO lines VALUES (4, 3, 'C')");
    Map<String, String> said = said(upsert, orders);
    assertThat(said)
        .isEqualTo(
            Map.of(
                "1",
                "unchanged",
                "2",
                "updated",
                "3",
                "updated",
                "4",
                "updated",
                "5",
                "unchanged"));
    assertThat(there(upsert, orders.get(1)).differing()).containsExactly("lines");
    assertThat(words(upsert.write(orders, new Traffic()))).isEqualTo(said);
  }

  @EachDatabase
  void tablesAndColumnsAWriteWouldMakeAreNotMade(Engine engine) throws Exception {
    Database database = open(engine);
    Growth growth = new Growth(true, true, 1000, 500);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "grown", growth);
    Shape shape = shape("grown", "*id", "name", "more");
    assertThat(said(upsert, List.of(record(shape, 1L, "Ann", 5L)))).isEqualTo(said("created", "1"));
    database.run("CREATE TABLE grown (id INTEGER PRIMARY KEY, name TEXT)");
    database.run("INSERT INTO grown VALUES (1, 'Ann')");
    assertThat(there(upsert, record(shape, 1L, "Ann", 5L)).differing()).containsExactly("more");
    assertThat(database.rows("SELECT * FROM grown")).containsExactly("1|Ann");
    database.run("DROP TABLE grown");
  }

  @EachDatabase
  void eachKeyIsListedOnceAPageAfterTheOther(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE parts (plant TEXT NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (plant, no))",
        "INSERT INTO parts WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
            + " 2345) SELECT 'p' || (i % 7), i FROM n");
    List<String> keys = new ArrayList<>();
    Shape parts = shape("parts", "*plant", "*no");
    assertThat(
            new JdbcUpsert(database.pool(), "parts")
                .listable()
                .orElseThrow()
                .list(parts, keys::addAll, new Traffic()))
        .isEmpty();
    assertThat(keys).hasSize(2345).doesNotHaveDuplicates().contains("[\"p1\",\"1\"]");
    database.run("DROP TABLE parts");
  }

  @Test
  void postgresqlComparesInItsOwnTerms() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE TABLE typed (id bigint PRIMARY KEY, at timestamptz, doc jsonb, tags text[], raw"
            + " bytea, ratio real, code char(5))");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "typed");
    Shape shape = shape("typed", "*id", "at", "doc", "tags", "raw", "ratio", "code");
    MappedRecord one =
        record(
            shape,
            1L,
            Instant.parse("2026-01-31T10:15:30.123456Z"),
            Map.of("b", 1L, "a", new BigDecimal("1.0")),
            Arrays.asList("x,y", null),
            new byte[] {1, 2},
            new BigDecimal("0.1"),
            "ab");
    upsert.write(List.of(one), new Traffic());
    assertThat(there(upsert, one).differing()).isEmpty();
    assertThat(there(upsert, one).held())
        .containsEntry("tags", Arrays.asList("x,y", null))
        .containsEntry("raw", "\\x0102");
    database.run("UPDATE typed SET at = at + interval '1 microsecond', doc = '{}'");
    assertThat(there(upsert, one).differing()).containsExactly("at", "doc");
  }

  private MappedRecord person(long id, String name, String pay) {
    return record(people, id, name, new BigDecimal(pay), null, "from the source");
  }

  private static Present.There there(JdbcUpsert upsert, MappedRecord one)
      throws RetriableException {
    return (Present.There) upsert.readable().orElseThrow().read(List.of(one), new Traffic()).get(0);
  }

  private static Map<String, String> said(JdbcUpsert upsert, List<MappedRecord> chunk)
      throws RetriableException {
    Map<String, String> words = new TreeMap<>();
    List<Present> presents = upsert.readable().orElseThrow().read(chunk, new Traffic());
    assertThat(presents).extracting(Present::record).isEqualTo(chunk);
    presents.forEach(one -> words.put(one.record().key(), one.change().word()));
    return words;
  }

  private static Map<String, String> said(String word, String... keys) {
    Map<String, String> words = new TreeMap<>();
    Arrays.stream(keys).forEach(key -> words.put(key, word));
    return words;
  }
}
