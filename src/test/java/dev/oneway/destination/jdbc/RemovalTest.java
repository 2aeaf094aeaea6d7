package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.child;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.row;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Removal;
import dev.oneway.record.RemovalLimit;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of records that are gone: deleted, or moved to where gone ones are kept. */
class RemovalTest extends DatabaseTest {
  private static final Shape.Place PLACE = new Shape.Place(7, 1);

  private static Shape people(Operation operation, String to) {
    Shape plain = shape("people", "*id", "name");
    return new Shape(
        plain.mappingFile(),
        plain.object(),
        plain.fields(),
        plain.children(),
        Optional.of(
            new Removal(
                PLACE, operation, Optional.ofNullable(to), false, false, RemovalLimit.DEFAULT)));
  }

  private static MappedRecord gone(Shape shape, Object id) {
    List<Object> values = new ArrayList<>(List.of(id));
    values.addAll(Collections.nCopies(shape.fields().size() - 1, Row.ABSENT));
    return Orders.gone(shape.removal().orElseThrow().operation(), shape, values.toArray());
  }

  private Database openPeople(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20), badge VARCHAR(9))",
        "CREATE TABLE people_gone (badge VARCHAR(9), id INTEGER PRIMARY KEY,"
            + " name VARCHAR(20), moved INTEGER DEFAULT 1)",
        "INSERT INTO people VALUES (1, 'Ann', 'a'), (2, 'Bob', 'b'), (3, 'Cid', 'c')");
    return database;
  }

  @EachDatabase
  void whatIsThereIsDeletedAndWhatIsNotIsUnchanged(Engine engine) throws Exception {
    Database database = openPeople(engine);
    Shape people = people(Operation.DELETE, null);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    assertThat(
            write(
                upsert,
                gone(people, 1L),
                record(people, 4L, "Dan"),
                gone(people, "3"),
                gone(people, 9L)))
        .isEqualTo(Map.of("1", "deleted", "3", "deleted", "4", "created", "9", "unchanged"));
    assertThat(write(upsert, gone(people, 1L))).isEqualTo(Map.of("1", "unchanged"));
    assertThat(database.rows("SELECT * FROM people ORDER BY id"))
        .containsExactly("2|Bob|b", "4|Dan|~");
  }

  @EachDatabase
  void whatIsBelowARowGoesWithIt(Engine engine) throws Exception {
    Database database = open(engine);
    database.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, state TEXT)",
        "CREATE TABLE lines (order_id INTEGER REFERENCES orders (id), no INTEGER,"
            + " PRIMARY KEY (order_id, no))");
    Shape line = shape("lines", "*order_id", "*no");
    Shape plain = shape("orders", List.of(child(line, false, "order_id")), "*id", "state");
    Shape order =
        new Shape(
            plain.mappingFile(),
            plain.object(),
            plain.fields(),
            plain.children(),
            Optional.of(Removal.of(PLACE, Operation.DELETE)));
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "orders");
    write(upsert, record(order, List.of(List.of(row(line, 1L, 1L), row(line, 1L, 2L))), 1L, "new"));
    write(upsert, record(order, List.of(List.of(row(line, 2L, 1L))), 2L, "new"));

    assertThat(write(upsert, gone(order, 1L), gone(order, 7L)))
        .isEqualTo(Map.of("1", "deleted", "7", "unchanged"));
    assertThat(database.rows("SELECT * FROM orders")).containsExactly("2|new");
    assertThat(database.rows("SELECT * FROM lines")).containsExactly("2|1");
  }

  @EachDatabase
  void anArchivedRowIsInTheOtherTableWithTheColumnsBothHave(Engine engine) throws Exception {
    Database database = openPeople(engine);
    Shape people = people(Operation.ARCHIVE, "people_gone");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    assertThat(write(upsert, gone(people, 1L), gone(people, 9L)))
        .isEqualTo(Map.of("1", "deleted", "9", "unchanged"));

    assertThat(database.rows("SELECT * FROM people_gone")).containsExactly("a|1|Ann|1");
    assertThat(database.rows("SELECT id FROM people ORDER BY id")).containsExactly("2", "3");
  }

  @EachDatabase
  void whoIsArchivedAgainTakesTheOldPlace(Engine engine) throws Exception {
    Database database = openPeople(engine);
    Shape people = people(Operation.ARCHIVE, "people_gone");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    write(upsert, gone(people, 1L));

    assertThat(write(upsert, record(people, 1L, "Anna"))).isEqualTo(Map.of("1", "created"));
    assertThat(write(upsert, gone(people, 1L))).isEqualTo(Map.of("1", "deleted"));

    assertThat(database.rows("SELECT * FROM people_gone")).containsExactly("~|1|Anna|1");
  }

  @EachDatabase
  void anArchiveWithoutAUniqueKeyKeepsEachTime(Engine engine) throws Exception {
    Database database = openPeople(engine);
    database.run("CREATE TABLE history (id INTEGER, name VARCHAR(20))");
    Shape people = people(Operation.ARCHIVE, "history");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    write(upsert, gone(people, 1L));
    write(upsert, record(people, 1L, "Anna"));
    write(upsert, gone(people, 1L));

    assertThat(database.rows("SELECT * FROM history ORDER BY name"))
        .containsExactly("1|Ann", "1|Anna");
  }

  @EachDatabase
  void whatTheArchiveRefusesStaysWhereItIs(Engine engine) throws Exception {
    Database database = openPeople(engine);
    database.run("CREATE TABLE strict (id INTEGER, name VARCHAR(20), CHECK (name <> 'Bob'))");
    Shape people = people(Operation.ARCHIVE, "strict");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    Map<String, String> fates = write(upsert, gone(people, 1L), gone(people, 2L), gone(people, 3L));

    assertThat(fates.remove("2")).startsWith("refused constraint");
    assertThat(fates).isEqualTo(Map.of("1", "deleted", "3", "deleted"));
    assertThat(database.rows("SELECT id FROM people")).containsExactly("2");
    assertThat(database.rows("SELECT id FROM strict ORDER BY id")).containsExactly("1", "3");
  }

  @EachDatabase
  void anArchiveThatDoesNotFitIsToldBeforeAnythingRuns(Engine engine) throws Exception {
    Database database = openPeople(engine);
    database.run("CREATE TABLE keyless (name VARCHAR(20), reason TEXT NOT NULL)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    assertThat(faults(upsert, "keyless"))
        .containsExactly(
            "keyless has no column id, which is a key of people. Add it there.",
            "keyless needs a value for reason, and people has no such column. Give it a default"
                + " there.");
    assertThat(faults(upsert, "people"))
        .containsExactly("`to` is the table itself. Name another one.");
    assertThat(faults(upsert, null))
        .containsExactly(
            "`archive` doesn't say where the rows of people go. Add `to:` with the table, to"
                + " `deletes`.");
    assertThat(faults(upsert, "people_lost")).singleElement().asString().contains("people_lost");
    assertThat(faults(upsert, "people_gone")).isEmpty();
  }

  private static List<String> faults(JdbcUpsert upsert, String to) {
    Inspection inspection = upsert.inspect(people(Operation.ARCHIVE, to));
    List<Fault> faults = ((Inspection.Examined) inspection).faults();
    assertThat(faults).allMatch(fault -> fault.line() == PLACE.line());
    return faults.stream().map(fault -> fault.what() + " " + fault.remedy()).toList();
  }
}
