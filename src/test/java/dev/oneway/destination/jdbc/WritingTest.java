package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.run.Traffic;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WritingTest extends DatabaseTest {
  private final Shape people = shape("people", "*id", "name", "age");

  @EachDatabase
  void createsThenLeavesAloneThenUpdates(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    assertThat(write(upsert, record(people, 1L, "Ann", 30L), record(people, 2L, "Bob", null)))
        .isEqualTo(Map.of("1", "created", "2", "created"));
    assertThat(write(upsert, record(people, 1L, "Ann", 30L), record(people, 2L, "Bob", null)))
        .isEqualTo(Map.of("1", "unchanged", "2", "unchanged"));
    assertThat(
            write(
                upsert,
                record(people, 1L, "Ann", 31L),
                record(people, 2L, "Bob", null),
                record(people, 3L, null, 5L)))
        .isEqualTo(Map.of("1", "updated", "2", "unchanged", "3", "created"));
    assertThat(database.rows("SELECT * FROM people ORDER BY id"))
        .containsExactly("1|Ann|31", "2|Bob|~", "3|~|5");
  }

  @Test
  void anUnchangedRowIsNotRewritten() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run("CREATE TABLE people (id bigint PRIMARY KEY, name text, age int)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    List<MappedRecord> chunk = people(1000);
    upsert.write(chunk, new Traffic());
    List<String> before = database.rows("SELECT ctid, xmin FROM people ORDER BY id");

    assertThat(words(upsert.write(chunk, new Traffic())).values()).containsOnly("unchanged");

    assertThat(database.rows("SELECT ctid, xmin FROM people ORDER BY id")).isEqualTo(before);
  }

  @EachDatabase
  void aThousandRecordsEachGetTheirOwnFate(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    upsert.write(people(600), new Traffic());

    List<MappedRecord> chunk = people(1000);
    for (int i = 0; i < 600; i += 3) {
      chunk.set(i, record(people, (long) i, "changed", 1L));
    }
    Map<String, String> fates = words(upsert.write(chunk, new Traffic()));

    for (int i = 0; i < 1000; i++) {
      String expected = i >= 600 ? "created" : i % 3 == 0 ? "updated" : "unchanged";
      assertThat(fates.get(String.valueOf(i))).as("record %s", i).isEqualTo(expected);
    }
  }

  /** A run of new records makes the writer guess that the next ones are new, too. */
  @EachDatabase
  void aWrongGuessCostsNoRecord(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    for (long i = 0; i < 5; i++) {
      assertThat(write(upsert, record(people, i, "a", i), record(people, 10 + i, "b", Row.ABSENT)))
          .hasSize(2)
          .containsValue("created")
          .doesNotContainValue("unchanged");
    }

    assertThat(
            write(
                upsert,
                record(people, 20L, "new", 0L),
                record(people, 1L, "changed", 1L),
                record(people, 2L, "a", 2L)))
        .isEqualTo(Map.of("20", "created", "1", "updated", "2", "unchanged"));
    assertThat(database.rows("SELECT count(*) FROM people")).containsExactly("11");
  }

  @EachDatabase
  void onlyMappedColumnsAreWritten(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER, note TEXT DEFAULT 'new')",
        "INSERT INTO people VALUES (1, 'old', 1, 'ours')");

    write(
        new JdbcUpsert(database.pool(), "people"),
        record(people, 1L, "Ann", 30L),
        record(people, 2L, "Bob", 31L));

    assertThat(database.rows("SELECT * FROM people ORDER BY id"))
        .containsExactly("1|Ann|30|ours", "2|Bob|31|new");
  }

  @EachDatabase
  void absentIsLeftAloneAndTakesTheDefaultWhileNullClears(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'nobody', age INTEGER DEFAULT 7)",
        "INSERT INTO people VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3)");

    Map<String, String> fates =
        write(
            new JdbcUpsert(database.pool(), "people"),
            record(people, 1L, Row.ABSENT, 11L),
            record(people, 2L, null, Row.ABSENT),
            record(people, 3L, Row.ABSENT, Row.ABSENT),
            record(people, 4L, Row.ABSENT, Row.ABSENT),
            record(people, 5L, null, Row.ABSENT),
            record(people, 6L, "six", 6L));

    assertThat(fates)
        .isEqualTo(
            Map.of(
                "1",
                "updated",
                "2",
                "updated",
                "3",
                "unchanged",
                "4",
                "created",
                "5",
                "created",
                "6",
                "created"));
    assertThat(database.rows("SELECT * FROM people ORDER BY id"))
        .containsExactly("1|one|11", "2|~|2", "3|three|3", "4|nobody|7", "5|~|7", "6|six|6");
  }

  @EachDatabase
  void aCreateOnlyFieldIsWrittenOnce(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    Shape owned = shape("people", "*id", "name?create", "age");

    write(upsert, record(owned, 1L, "Ann", 30L));
    assertThat(write(upsert, record(owned, 1L, "other", 30L))).containsEntry("1", "unchanged");
    assertThat(write(upsert, record(owned, 1L, "other", 31L))).containsEntry("1", "updated");

    assertThat(database.rows("SELECT * FROM people")).containsExactly("1|Ann|31");
  }

  @EachDatabase
  void whereAllIsCreateOnlyAnExistingRowStays(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    Shape onlyNew = shape("people", "*id", "name?create");
    Shape onlyKey = shape("people", "*id");

    assertThat(write(upsert, record(onlyNew, 1L, "Ann"))).containsEntry("1", "created");
    assertThat(write(upsert, record(onlyNew, 1L, "Bob"))).containsEntry("1", "unchanged");
    assertThat(write(upsert, record(onlyKey, 1L), record(onlyKey, 2L)))
        .isEqualTo(Map.of("1", "unchanged", "2", "created"));

    assertThat(database.rows("SELECT * FROM people ORDER BY id"))
        .containsExactly("1|Ann|~", "2|~|~");
  }

  @EachDatabase
  void aFieldIsFilledOnlyWhileItIsEmpty(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)",
        "INSERT INTO people VALUES (1, NULL, 1), (2, '', NULL), (3, 'kept', 3), (4, '', 4)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    Shape filling = shape("people", "*id", "name?empty", "age?empty");
    MappedRecord[] chunk = {
      record(filling, 1L, "a", 9L),
      record(filling, 2L, "b", 9L),
      record(filling, 3L, "c", 9L),
      record(filling, 4L, null, 9L),
      record(filling, 5L, "e", 9L)
    };

    assertThat(write(upsert, chunk))
        .isEqualTo(
            Map.of(
                "1",
                "updated",
                "2",
                "updated",
                "3",
                "unchanged",
                "4",
                "unchanged",
                "5",
                "created"));
    assertThat(write(upsert, chunk).values()).containsOnly("unchanged");
    assertThat(database.rows("SELECT * FROM people ORDER BY id"))
        .containsExactly("1|a|1", "2|b|9", "3|kept|3", "4||4", "5|e|9");
  }

  /** The columns others own may need values that this flow has none of. */
  @EachDatabase
  void anUpdateDoesNotNeedWhatAnInsertWould(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER, owner TEXT NOT NULL)",
        "CREATE TABLE checked (id INTEGER PRIMARY KEY, name TEXT, age INTEGER, owner TEXT,"
            + " CHECK (owner IS NOT NULL))",
        "INSERT INTO people VALUES (1, 'one', 1, 'x'), (2, 'two', 2, 'y')",
        "INSERT INTO checked VALUES (1, 'one', 1, 'x'), (2, 'two', 2, 'y')");

    for (String table : List.of("people", "checked")) {
      Map<String, String> fates =
          write(
              new JdbcUpsert(database.pool(), table),
              record(people, 1L, "Ann", 1L),
              record(people, 2L, "two", 2L),
              record(people, 3L, "Cid", 3L));

      assertThat(fates).containsEntry("1", "updated").containsEntry("2", "unchanged");
      assertThat(fates.get("3")).startsWith("refused");
      assertThat(database.rows("SELECT * FROM " + table + " ORDER BY id"))
          .containsExactly("1|Ann|1|x", "2|two|2|y");
    }
  }

  @EachDatabase
  void aKeyMayHaveSeveralFields(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE lines (no INTEGER, doc TEXT, qty INTEGER, UNIQUE (doc, no))");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "lines");
    Shape lines = shape("lines", "*doc", "*no", "qty");

    write(upsert, record(lines, "a", 1L, 5L), record(lines, "a", 2L, 5L));

    assertThat(
            write(
                upsert,
                record(lines, "a", 1L, 5L),
                record(lines, "a", 2L, 6L),
                record(lines, "b", 1L, 5L)))
        .isEqualTo(
            Map.of(
                "[\"a\",\"1\"]",
                "unchanged",
                "[\"a\",\"2\"]",
                "updated",
                "[\"b\",\"1\"]",
                "created"));
  }

  @EachDatabase
  void textArrivesByteForByte(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE texts (id TEXT PRIMARY KEY, t TEXT)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "texts");
    Shape texts = shape("texts", "*id", "t");
    List<String> naughty =
        List.of(
            "tab\there",
            "line\nbreak\r\n",
            "back\\slash",
            "\\N",
            "\\.",
            "\\x41",
            "NULL",
            "null",
            "",
            " ",
            "'quoted' \"twice\"",
            "{a,b}",
            "}{",
            "🎉 emoji 👩‍👩‍👧",
            "e\u0301 combining",
            "\u0001\u001f\u007f",
            "Robert'); DROP TABLE texts;--",
            "\u2028\ufeff\uffff",
            "日本語",
            "$1 ? :x %s",
            "\"",
            "\\\"");
    List<MappedRecord> chunk =
        naughty.stream().map(text -> record(texts, "k" + text, text)).toList();

    assertThat(words(upsert.write(chunk, new Traffic())).values()).containsOnly("created");
    assertThat(words(upsert.write(chunk, new Traffic())).values()).containsOnly("unchanged");
    database.run("DELETE FROM texts");
    write(upsert, record(texts, "k", ""));
    List<MappedRecord> others = chunk.stream().filter(one -> !one.key().equals("k")).toList();
    assertThat(words(upsert.write(others, new Traffic())).values()).containsOnly("created");

    List<String> found = new ArrayList<>();
    try (Connection connection = database.pool().getConnection();
        var row = connection.createStatement().executeQuery("SELECT id, t FROM texts")) {
      while (row.next()) {
        assertThat(row.getString(1)).isEqualTo("k" + row.getString(2));
        found.add(row.getString(2));
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(naughty);
  }

  @EachDatabase
  void namesMayBeQuotedMixedCaseOrSpaced(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE \"Odd Table\" (\"Id\" INTEGER PRIMARY KEY, \"a \"\"b\"\" c\" TEXT, \"select\" TEXT, plain TEXT)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "odd table");
    Shape odd = shape("x", "*ID", "a \"b\" c", "select", "Plain");

    assertThat(write(upsert, record(odd, 1L, "x", "y", "z"))).containsEntry("1", "created");
    assertThat(write(upsert, record(odd, 1L, "x", "y", "!"))).containsEntry("1", "updated");
    assertThat(database.rows("SELECT * FROM \"Odd Table\"")).containsExactly("1|x|y|!");
  }

  @Test
  void theExactNameWinsOverOneThatDiffersInCase() throws Exception {
    Database database = openAlone();
    database.run(
        "CREATE SCHEMA sales",
        "CREATE TABLE people (id int PRIMARY KEY, name text)",
        "CREATE TABLE \"People\" (id int PRIMARY KEY, name text, \"Name\" text)",
        "CREATE TABLE sales.\"PEOPLE\" (id int PRIMARY KEY, \"Name\" text)");
    Shape named = shape("x", "*id", "Name");

    write(new JdbcUpsert(database.pool(), "People"), record(named, 1L, "a"));
    write(new JdbcUpsert(database.pool(), "sales.people"), record(named, 2L, "b"));
    write(new JdbcUpsert(database.pool(), "\"sales\".\"PEOPLE\""), record(named, 3L, "c"));

    assertThat(database.rows("SELECT * FROM people")).isEmpty();
    assertThat(database.rows("SELECT * FROM \"People\"")).containsExactly("1|~|a");
    assertThat(database.rows("SELECT * FROM sales.\"PEOPLE\" ORDER BY 1"))
        .containsExactly("2|b", "3|c");
  }

  @EachDatabase
  void theConnectionIsGivenBackAsItWas(Engine engine) throws Exception {
    Database database = open(engine, false);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    try (Connection only = database.pool().getConnection()) {
      JdbcUpsert upsert = new JdbcUpsert(new OneConnection(only), "people");

      assertThat(write(upsert, record(people, 1L, "Ann", 30L))).containsEntry("1", "created");

      assertThat(only.getAutoCommit()).isFalse();
      only.rollback();
    }
    assertThat(database.rows("SELECT count(*) FROM people")).containsExactly("1");
  }

  @EachDatabase
  void anEmptyChunkIsNothing(Engine engine) throws Exception {
    assertThat(new JdbcUpsert(open(engine).pool(), "nowhere").write(List.of(), new Traffic()))
        .isEmpty();
  }

  private List<MappedRecord> people(int count) {
    List<MappedRecord> chunk = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chunk.add(record(people, (long) i, "name " + i, (long) i % 90));
    }
    return chunk;
  }
}
