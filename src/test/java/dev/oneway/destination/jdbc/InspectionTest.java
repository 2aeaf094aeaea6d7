package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.child;
import static dev.oneway.destination.jdbc.Orders.promised;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import dev.oneway.record.Field;
import dev.oneway.record.Promise;
import dev.oneway.record.Promise.Kind;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a table says of a shape before anything is written. */
class InspectionTest extends DatabaseTest {

  private static Inspection.Examined inspect(Database database, Shape shape) {
    Inspection inspection = new JdbcUpsert(database.pool(), shape.object()).inspect(shape);
    assertThat(inspection).isInstanceOf(Inspection.Examined.class);
    return (Inspection.Examined) inspection;
  }

  private static List<String> faults(Database database, Shape shape) {
    return inspect(database, shape).faults().stream().map(Fault::toString).toList();
  }

  private static List<String> warnings(Database database, Shape shape) {
    return inspect(database, shape).warnings().stream().map(Fault::toString).toList();
  }

  /** A shape with the key {@code id}. */
  private static Shape people(Field... fields) {
    List<Field> all = new ArrayList<>();
    all.add(new Field("id", true, WriteWhen.ALWAYS, 10, 3));
    all.addAll(List.of(fields));
    return new Shape("mappings/x.yaml", "people", all, List.of());
  }

  private static Field ofLength(String name, int maxLength) {
    return promised(name, 11, new Promise(Kind.TEXT, OptionalInt.of(maxLength), true));
  }

  @EachDatabase
  void aShapeThatFitsHasNoFaults(Engine engine) {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT)");

    assertThat(inspect(database, people(promised("name", 11, Kind.TEXT))))
        .isEqualTo(new Inspection.Examined(List.of(), List.of()));
  }

  @EachDatabase
  void allFaultsAreToldAtOnceFromTopToBottom(Engine engine) {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER, name TEXT, owner TEXT NOT NULL)",
        "CREATE TABLE phones (person INTEGER, number TEXT, kind TEXT NOT NULL,"
            + " PRIMARY KEY (person, number))");
    Shape phones = shape("phones", "*person", "*number", "extention");
    Shape mails = shape("mials", "*person", "*mail");

    assertThat(
            faults(
                database,
                shape(
                    "people",
                    List.of(child(phones, true, "person"), child(mails, false, "person")),
                    "*id",
                    "nmae")))
        .satisfiesExactly(
            f -> assertThat(f).startsWith("mappings/x.yaml:10:3: there is no table `mials`"),
            f -> assertThat(f).startsWith("mappings/x.yaml:10:3: people has no unique index"),
            f ->
                assertThat(f)
                    .isEqualTo(
                        "mappings/x.yaml:10:3: `owner` of people must have a value (NOT NULL, no"
                            + " default) and no field fills it. Add it to `fields`, or give the"
                            + " column a default."),
            f -> assertThat(f).startsWith("mappings/x.yaml:10:3: `kind` of phones must have"),
            f -> assertThat(f).contains(":11:3: `nmae` isn't a column", "Did you mean `name`?"),
            f -> assertThat(f).contains(":12:3: `extention` isn't a column of phones"));
  }

  @EachDatabase
  void aColumnThatIsMisspeltIsNotAlsoToldAsUnfilled(Engine engine) {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, owner TEXT NOT NULL)");

    assertThat(faults(database, shape("people", "*id", "onwer")))
        .singleElement()
        .asString()
        .contains("Did you mean `owner`?");
  }

  @EachDatabase
  void aShapeOfUnknownKeysOnlyIsTold(Engine engine) {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY)");

    assertThat(faults(database, shape("people", "*idd")))
        .singleElement()
        .asString()
        .contains("`idd` isn't a column of people");
  }

  @EachDatabase
  void whatFillsItselfNeedsNoField(Engine engine) {
    Database database = open(engine);
    String serial = engine == Engine.POSTGRESQL ? "serial" : "INTEGER";
    database.run(
        "CREATE TABLE people (no "
            + serial
            + " PRIMARY KEY, id INTEGER UNIQUE, since TEXT NOT NULL DEFAULT 'today',"
            + " twice INTEGER GENERATED ALWAYS AS (id * 2) STORED NOT NULL)");

    assertThat(faults(database, shape("people", "*id"))).isEmpty();
  }

  @EachDatabase
  void aPartOfThePrimaryKeyThatNobodyFillsIsAFault(Engine engine) {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER UNIQUE, tenant TEXT NOT NULL, PRIMARY KEY (tenant, id))");

    assertThat(faults(database, shape("people", "*id")))
        .singleElement()
        .asString()
        .contains("`tenant` of people must have a value");
  }

  @Test
  void identitiesAndDomainsWithDefaultsFillThemselves() {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE DOMAIN colour AS text DEFAULT 'red' NOT NULL",
        "CREATE DOMAIN owner AS text NOT NULL",
        "CREATE TABLE people (id int PRIMARY KEY, no int GENERATED ALWAYS AS IDENTITY, c colour,"
            + " o owner)");

    assertThat(faults(database, shape("people", "*id")))
        .singleElement()
        .asString()
        .contains("`o` of people must have a value");
  }

  @Test
  void aTriggerMayFillWhatNoFieldFills() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE TABLE people (id int PRIMARY KEY, owner text NOT NULL) PARTITION BY RANGE (id)",
        "CREATE TABLE low PARTITION OF people FOR VALUES FROM (0) TO (100)",
        "CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN NEW.owner := ''me''; RETURN NEW; END'");
    Shape onlyId = shape("people", "*id");
    assertThat(faults(database, onlyId)).hasSize(1);

    database.run("CREATE TRIGGER own BEFORE INSERT ON low FOR EACH ROW EXECUTE FUNCTION own()");

    assertThat(inspect(database, onlyId).faults()).isEmpty();
    assertThat(warnings(database, shape("people", "*id", "owner"))).isEmpty();
    assertThat(write(new JdbcUpsert(database.pool(), "people"), record(onlyId, 1L)))
        .containsEntry("1", "created");
  }

  @Test
  void aLengthBeyondTheColumnsIsAFault() {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE DOMAIN code AS varchar(5)",
        "CREATE TABLE people (id int PRIMARY KEY, name varchar(20), initial char(3), c code,"
            + " list varchar(3)[], free varchar, note text)");

    assertThat(faults(database, people(ofLength("name", 21))))
        .containsExactly(
            "mappings/x.yaml:11:3: `name` of people is character varying(20), and the value may"
                + " have 21 characters. Cut it to 20, or widen the column.");
    assertThat(faults(database, people(ofLength("initial", 4), ofLength("c", 6)))).hasSize(2);
    assertThat(
            faults(
                database,
                people(
                    ofLength("name", 20),
                    ofLength("c", 5),
                    ofLength("list", 9),
                    ofLength("free", 9000),
                    ofLength("note", 9000))))
        .isEmpty();
  }

  @Test
  void sqliteBoundsNoLength() {
    Database database = open(Engine.SQLITE);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20))");

    assertThat(faults(database, people(ofLength("name", 21)))).isEmpty();
  }

  @EachDatabase
  void aKindTheColumnNeverHoldsIsAFault(Engine engine) {
    Database database = open(engine);
    String ending = engine == Engine.SQLITE ? " STRICT" : "";
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, age INTEGER)" + ending);

    assertThat(faults(database, people(promised("age", 11, Kind.DATE))))
        .singleElement()
        .asString()
        .isEqualToIgnoringCase(
            "mappings/x.yaml:11:3: `age` of people is integer and can never hold a date. Give the"
                + " field another `type`, or the column one that fits.");
  }

  @EachDatabase
  void aValueThatMayBeNullIsAWarningWhereTheColumnRefusesNull(Engine engine) {
    Database database = open(engine);
    database.run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT,"
            + " age INTEGER NOT NULL DEFAULT 0)");

    assertThat(warnings(database, shape("people", "*id", "name?create", "note", "age?empty")))
        .containsExactly(
            "mappings/x.yaml:11:3: `name`, `age` of people: NOT NULL, and the value may be null. Such a"
                + " record is refused. Add `required: true` or a `default`, if the source doesn't"
                + " see to it.");
    assertThat(faults(database, shape("people", "*id", "name?create"))).isEmpty();
  }

  @EachDatabase
  void aTableThatIsNotThereMakesItUnusable(Engine engine) {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY)");

    assertThat(new JdbcUpsert(database.pool(), "poeple").inspect(shape("people", "*id")))
        .isInstanceOfSatisfying(
            Inspection.Unusable.class,
            unusable -> {
              assertThat(unusable.what()).startsWith("there is no table `poeple` in the database");
              assertThat(unusable.remedy()).startsWith("Did you mean `people`? Create it, or ");
            });
  }

  @Test
  void aViewHasNoUniqueKey() {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE TABLE people (id int PRIMARY KEY)", "CREATE VIEW seen AS SELECT * FROM people");

    assertThat(faults(database, shape("seen", "*id")))
        .singleElement()
        .asString()
        .contains("seen has no unique index over its key (id)");
  }

  @Test
  void aDatabaseThatIsDownIsNoFault() {
    HikariConfig down = new HikariConfig();
    down.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/x?user=u&password=s3cret");
    down.setInitializationFailTimeout(-1);
    down.setConnectionTimeout(250);
    try (HikariDataSource pool = new HikariDataSource(down)) {
      assertThat(new JdbcUpsert(pool, "people").inspect(shape("people", "*id")))
          .isInstanceOfSatisfying(
              Inspection.Unreachable.class,
              dead ->
                  assertThat(dead.because())
                      .contains("127.0.0.1:1 refused")
                      .doesNotContain("s3cret"));
    }
  }
}
