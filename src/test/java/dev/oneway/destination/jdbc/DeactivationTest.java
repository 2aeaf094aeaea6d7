package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.child;
import static dev.oneway.destination.jdbc.Orders.deactivation;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.row;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.Version;
import dev.oneway.run.Outcome;
import dev.oneway.run.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that are gone: their rows are marked, and no row comes of them. */
class DeactivationTest extends DatabaseTest {
  private final Shape people = shape("people", "*id", "name", "active");

  private Database openPeople(Engine engine) {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, active BOOLEAN,"
            + " note TEXT DEFAULT 'theirs')",
        "INSERT INTO people VALUES (1, 'Ann', true, 'x'), (2, 'Bob', true, 'y'),"
            + " (3, 'Cid', false, 'z')");
    return database;
  }

  private MappedRecord gone(long id) {
    return deactivation(people, id, Row.ABSENT, false);
  }

  /** Whatever a database makes of true and false. */
  private static List<String> rows(Database database) {
    return database.rows(
        "SELECT id, name, CASE WHEN active THEN 'active' ELSE 'gone' END, note FROM people"
            + " ORDER BY id");
  }

  @EachDatabase
  void aRowThatIsThereIsMarkedOnceAndNoneIsCreated(Engine engine) throws Exception {
    Database database = openPeople(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    assertThat(write(upsert, gone(1), gone(3), gone(9)))
        .isEqualTo(Map.of("1", "deleted", "3", "unchanged", "9", "unchanged"));
    assertThat(write(upsert, gone(1), gone(3), gone(9)))
        .isEqualTo(Map.of("1", "unchanged", "3", "unchanged", "9", "unchanged"));
    assertThat(rows(database)).containsExactly("1|Ann|gone|x", "2|Bob|active|y", "3|Cid|gone|z");
  }

  @EachDatabase
  void whoComesBackIsWrittenIntoTheSameRow(Engine engine) throws Exception {
    Database database = openPeople(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    write(upsert, gone(1));

    assertThat(write(upsert, record(people, 1L, "Anna", true))).containsEntry("1", "updated");

    assertThat(rows(database)).contains("1|Anna|active|x").hasSize(3);
  }

  @EachDatabase
  void aChunkMayHoldBothInAnyOrder(Engine engine) throws Exception {
    Database database = openPeople(engine);

    assertThat(
            write(
                new JdbcUpsert(database.pool(), "people"),
                gone(2),
                record(people, 7L, "Gil", true),
                gone(1),
                record(people, 3L, "Cid", true),
                gone(8)))
        .isEqualTo(
            Map.of(
                "1", "deleted", "2", "deleted", "3", "updated", "7", "created", "8", "unchanged"));
    assertThat(rows(database))
        .containsExactly("1|Ann|gone|x", "2|Bob|gone|y", "3|Cid|active|z", "7|Gil|active|theirs");
  }

  /** After chunks that were all new, the next one would be copied without looking. */
  @EachDatabase
  void aRunOfNewRecordsIsNoReasonToInsertWhatIsGone(Engine engine) throws Exception {
    Database database = openPeople(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    for (long id = 10; id < 15; id++) {
      write(upsert, record(people, id, "new", true));
    }

    assertThat(write(upsert, gone(20), record(people, 21L, "new", true), gone(10)))
        .isEqualTo(Map.of("10", "deleted", "20", "unchanged", "21", "created"));
    assertThat(database.rows("SELECT id FROM people WHERE id >= 20")).containsExactly("21");
  }

  @EachDatabase
  void severalFieldsAreSetAlsoToNull(Engine engine) throws Exception {
    Database database = openPeople(engine);
    Shape noted = shape("people", "*id", "name", "active", "note");
    MappedRecord gone = deactivation(noted, 1L, Row.ABSENT, false, null);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    assertThat(write(upsert, gone)).containsEntry("1", "deleted");
    assertThat(write(upsert, gone)).containsEntry("1", "unchanged");
    assertThat(rows(database)).contains("1|Ann|gone|~");
  }

  @Test
  void aRowThatIsMarkedAlreadyIsNotRewritten() throws Exception {
    Database database = openPeople(Engine.POSTGRESQL);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    write(upsert, gone(1), gone(2));
    List<String> before = database.rows("SELECT ctid, xmin FROM people ORDER BY id");

    write(upsert, gone(1), gone(2), gone(3));

    assertThat(database.rows("SELECT ctid, xmin FROM people ORDER BY id")).isEqualTo(before);
  }

  @EachDatabase
  void aThousandRecordsEachGetTheirOwnFate(Engine engine) throws Exception {
    Database database = openPeople(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    List<MappedRecord> chunk = new ArrayList<>();
    for (long id = 0; id < 1000; id++) {
      chunk.add(record(people, id, "name", true));
    }
    upsert.write(chunk.subList(0, 600), new Traffic());

    chunk.replaceAll(one -> (Long) one.value(0) % 2 == 0 ? gone((Long) one.value(0)) : one);
    Map<String, String> fates = words(upsert.write(chunk, new Traffic()));

    for (int id = 0; id < 1000; id++) {
      String expected =
          id % 2 == 0 ? id < 600 ? "deleted" : "unchanged" : id < 600 ? "unchanged" : "created";
      assertThat(fates.get(String.valueOf(id))).as("record %s", id).isEqualTo(expected);
    }
    assertThat(database.rows("SELECT count(*) FROM people WHERE NOT active"))
        .containsExactly("300");
  }

  @EachDatabase
  void childRowsStay(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, state TEXT)",
        "CREATE TABLE lines (order_id INTEGER, no INTEGER, PRIMARY KEY (order_id, no))");
    Shape line = shape("lines", "*order_id", "*no");
    Shape order = shape("orders", List.of(child(line, true, "order_id")), "*id", "state");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    write(upsert, record(order, List.of(List.of(row(line, 1L, 1L))), 1L, "new"));
    write(upsert, record(order, List.of(List.of(row(line, 2L, 1L))), 2L, "new"));

    assertThat(
            write(
                upsert,
                deactivation(order, 1L, "gone"),
                record(order, List.of(List.of()), 2L, "new")))
        .isEqualTo(Map.of("1", "deleted", "2", "updated"));
    assertThat(database.rows("SELECT * FROM lines")).containsExactly("1|1");
  }

  /** A row of others may need what this flow has none of. */
  @EachDatabase
  void onlyWhatAnUpdateNeedsIsNeeded(Engine engine) throws Exception {
    Database database = openPeople(engine);
    Shape marks = shape("people", "*id", "active");

    assertThat(
            write(
                new JdbcUpsert(database.pool(), "people"),
                deactivation(marks, 1L, false),
                deactivation(marks, 9L, false)))
        .isEqualTo(Map.of("1", "deleted", "9", "unchanged"));
  }

  @EachDatabase
  void whatIsRefusedIsFoundAndTheOthersAreMarked(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, active INTEGER NOT NULL,"
            + " CONSTRAINT people_boss_check CHECK (active = 1 OR name <> 'boss'))");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    List<MappedRecord> chunk = new ArrayList<>();
    for (long id = 0; id < 200; id++) {
      chunk.add(record(people, id, id == 77 ? "boss" : "other", 1L));
    }
    upsert.write(chunk, new Traffic());

    chunk.replaceAll(one -> deactivation(people, one.value(0), Row.ABSENT, 0L));
    chunk.set(5, deactivation(people, 5L, Row.ABSENT, null));
    chunk.set(6, deactivation(people, 6L, Row.ABSENT, "a\0b"));
    chunk.set(7, record(people, 7L, null, null));
    chunk.add(record(people, 300L, "new", 1L));
    Map<String, String> fates = words(upsert.write(chunk, new Traffic()));

    assertThat(fates.remove("5")).isEqualTo("refused missing active");
    assertThat(fates.remove("6")).isEqualTo("refused invalid active");
    assertThat(fates.remove("7")).isEqualTo("refused missing active");
    assertThat(fates.remove("77")).startsWith("refused constraint");
    assertThat(fates.remove("300")).isEqualTo("created");
    assertThat(fates.values()).hasSize(196).containsOnly("deleted");
    assertThat(database.rows("SELECT count(*) FROM people WHERE active = 1")).containsExactly("5");
  }

  /** Without a ledger before it, a chunk may hold a record twice: as with upserts the last wins. */
  @EachDatabase
  void ofOneRecordThatStaysAndGoesTheLastIsWritten(Engine engine) throws Exception {
    Database database = openPeople(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    MappedRecord goneAnn = gone(1);
    MappedRecord backAgain = record(people, 2L, "Bo", true);

    List<Outcome> outcomes =
        upsert.write(
            List.of(record(people, 1L, "An", true), gone(2), goneAnn, backAgain, gone(9), gone(9)),
            new Traffic());

    assertThat(outcomes).hasSize(6);
    assertThat(rows(database)).containsExactly("1|Ann|gone|x", "2|Bo|active|y", "3|Cid|gone|z");
    assertThat(outcomes)
        .filteredOn(Outcome.Written.class::isInstance)
        .extracting(one -> one.record().key() + " " + ((Outcome.Written) one).fate().word())
        .containsExactlyInAnyOrder("1 deleted", "2 updated", "9 unchanged", "9 unchanged");
    assertThat(reason(outcomes))
        .isEqualTo("people: has the same key in the table as another record");
  }

  @EachDatabase
  void ofTwoKeysThatAreOneTheNewestVersionIsWritten(Engine engine) throws Exception {
    Database database = openPeople(engine);
    Object[] mark = {"01", Row.ABSENT, false};
    MappedRecord older =
        MappedRecord.gone(people, Operation.DEACTIVATE, mark, "01", Version.of(1), Map.of());
    Object[] living = {"1", "Ann", true};
    MappedRecord newer = new MappedRecord(people, living, List.of(), "1", Version.of(2), Map.of());

    assertThat(write(new JdbcUpsert(database.pool(), "people"), newer, older))
        .isEqualTo(Map.of("01", "refused constraint", "1", "unchanged"));
    assertThat(rows(database)).contains("1|Ann|active|x");
  }

  @Test
  void aPartitionedTableIsMarkedLikeAnyOther() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE TABLE people (id int PRIMARY KEY, name text, active boolean)"
            + " PARTITION BY RANGE (id)",
        "CREATE TABLE low PARTITION OF people FOR VALUES FROM (0) TO (5)",
        "INSERT INTO people VALUES (1, 'Ann', true)");

    assertThat(write(new JdbcUpsert(database.pool(), "people"), gone(1), gone(99)))
        .isEqualTo(Map.of("1", "deleted", "99", "unchanged"));
  }
}
