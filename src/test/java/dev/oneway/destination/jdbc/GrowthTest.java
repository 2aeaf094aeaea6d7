package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.child;
import static dev.oneway.destination.jdbc.Orders.promised;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.row;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.destination.Inspection;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.Shapes;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.FatalException;
import dev.oneway.run.Outcome;
import dev.oneway.run.Traffic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tables and columns that are made as records ask for them. */
class GrowthTest extends DatabaseTest {
  private static final Growth BOTH = new Growth(true, true, 1000, 500);
  private static final Growth EVOLVE = new Growth(false, true, 1000, 500);
  private static final Growth CREATE = new Growth(true, false, 1000, 500);

  private final Shape events = shape("events", "*id");
  private final Shapes shapes = new Shapes(events, 20, 1);

  private static JdbcUpsert upsert(Database database, String table, Growth growth) {
    return new JdbcUpsert(database.pool(), table, growth);
  }

  /** A record with the key and these fields as a mapping takes them. */
  private MappedRecord event(String id, Map<String, Object> rest) {
    Map<String, Object> sorted = new TreeMap<>(rest);
    List<Object> values = new ArrayList<>(List.of(id));
    values.addAll(sorted.values());
    return record(shapes.with(List.copyOf(sorted.keySet())), values.toArray());
  }

  private static List<String> columns(Database database, Engine engine, String table) {
    return engine == Engine.SQLITE
        ? database.rows("SELECT name, type FROM pragma_table_info('" + table + "') ORDER BY name")
        : database.rows(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema ="
                + " current_schema AND table_name = '"
                + table
                + "' ORDER BY column_name");
  }

  @EachDatabase
  void aTableIsMadeOfWhatTheMappingPromises(Engine engine) throws Exception {
    Database database = open(engine);
    Shape typed =
        new Shape(
            "mappings/x.yaml",
            "typed",
            List.of(
                new Field("id", true, WriteWhen.ALWAYS, 10, 3, Promise.of(Promise.Kind.INTEGER)),
                promised("name", 11, Promise.Kind.TEXT),
                promised("price", 12, Promise.Kind.DECIMAL),
                promised("paid", 13, Promise.Kind.BOOLEAN),
                promised("day", 14, Promise.Kind.DATE),
                promised("at", 15, Promise.Kind.INSTANT),
                promised("open", 16, Promise.Kind.ANY)),
            List.of());
    JdbcUpsert upsert = upsert(database, "typed", CREATE);
    MappedRecord record =
        record(
            typed,
            1L,
            "Ann",
            new BigDecimal("9.50"),
            true,
            LocalDate.parse("2026-01-31"),
            Instant.parse("2026-01-31T10:15:30Z"),
            "x");

    assertThat(write(upsert, record)).isEqualTo(Map.of("1", "created"));
    assertThat(write(upsert, record)).isEqualTo(Map.of("1", "unchanged"));
    assertThat(columns(database, engine, "typed"))
        .isEqualTo(
            engine == Engine.SQLITE
                ? List.of(
                    "at|TEXT",
                    "day|TEXT",
                    "id|INTEGER",
                    "name|TEXT",
                    "open|TEXT",
                    "paid|BOOLEAN",
                    "price|NUMERIC")
                : List.of(
                    "at|timestamp with time zone",
                    "day|date",
                    "id|bigint",
                    "name|text",
                    "open|text",
                    "paid|boolean",
                    "price|numeric"));
  }

  @EachDatabase
  void aNewFieldBecomesAColumnOfItsKind(Engine engine) throws Exception {
    Database database = open(engine);
    JdbcUpsert upsert = upsert(database, "events", BOTH);

    write(upsert, event("a", Map.of("plan", "Pro")));
    write(
        upsert,
        event("b", Map.of("plan", "Free", "seats", 5L)),
        event("c", Map.of("price", new BigDecimal("9.5"), "trial", true, "tags", List.of("x"))));

    assertThat(database.rows("SELECT id, plan, seats, price, tags FROM events ORDER BY id"))
        .containsExactly("a|Pro|~|~|~", "b|Free|5|~|~", "c|~|~|9.5|[\"x\"]");
    assertThat(columns(database, engine, "events"))
        .isEqualTo(
            engine == Engine.SQLITE
                ? List.of(
                    "id|TEXT",
                    "plan|TEXT",
                    "price|NUMERIC",
                    "seats|INTEGER",
                    "tags|TEXT",
                    "trial|BOOLEAN")
                : List.of(
                    "id|text",
                    "plan|text",
                    "price|numeric",
                    "seats|bigint",
                    "tags|text",
                    "trial|boolean"));
  }

  @EachDatabase
  void aColumnForWholeNumbersTakesDecimalsToo(Engine engine) throws Exception {
    Database database = open(engine);
    JdbcUpsert upsert = upsert(database, "events", BOTH);

    write(upsert, event("a", Map.of("price", 9L)));
    write(upsert, event("b", Map.of("price", new BigDecimal("9.25"))));

    assertThat(database.rows("SELECT id, price FROM events ORDER BY id"))
        .containsExactly("a|9", "b|9.25");
  }

  @EachDatabase
  void aValueOfAnotherKindGoesToATextColumnBeside(Engine engine) throws Exception {
    Database database = open(engine);
    JdbcUpsert upsert = upsert(database, "events", BOTH);

    write(upsert, event("a", Map.of("zip", 10115L)));
    write(upsert, event("b", Map.of("zip", "01067")));
    write(upsert, event("c", Map.of("zip", true)), event("d", Map.of("zip", 80331L)));

    assertThat(database.rows("SELECT id, zip, zip_text FROM events ORDER BY id"))
        .containsExactly("a|10115|~", "b|~|01067", "c|~|true", "d|80331|~");
  }

  @EachDatabase
  void kindsThatDifferFromTheStartAreText(Engine engine) throws Exception {
    Database database = open(engine);
    JdbcUpsert upsert = upsert(database, "events", BOTH);

    write(upsert, event("a", Map.of("zip", 10115L)), event("b", Map.of("zip", "01067")));

    assertThat(database.rows("SELECT id, zip FROM events ORDER BY id"))
        .containsExactly("a|10115", "b|01067");
  }

  @EachDatabase
  void noDigitOfALongNumberIsLost(Engine engine) throws Exception {
    Database database = open(engine);
    JdbcUpsert upsert = upsert(database, "events", BOTH);
    BigInteger huge = new BigInteger("123456789012345678901234567890");

    write(upsert, event("a", Map.of("n", 1L)));
    write(upsert, event("b", Map.of("n", huge)));

    String column = engine == Engine.SQLITE ? "n_text" : "n";
    assertThat(database.rows("SELECT " + column + " FROM events WHERE id = 'b'"))
        .containsExactly(huge.toString());
  }

  @EachDatabase
  void aNullMakesNoColumnAndClearsOneThatIsThere(Engine engine) throws Exception {
    Database database = open(engine);
    JdbcUpsert upsert = upsert(database, "events", BOTH);
    Map<String, Object> nothing = new TreeMap<>();
    nothing.put("plan", null);

    write(upsert, event("a", nothing));
    assertThat(columns(database, engine, "events")).hasSize(1);
    write(upsert, event("a", Map.of("plan", "Pro")));
    write(upsert, event("a", nothing));

    assertThat(database.rows("SELECT * FROM events")).containsExactly("a|~");
  }

  @EachDatabase
  void namesOfAllKindsAreColumns(Engine engine) throws Exception {
    Database database = open(engine);
    JdbcUpsert upsert = upsert(database, "events", BOTH);
    Map<String, Object> naughty =
        Map.of(
            "select", "1", "a\"b", "2", "größe", "3", "名前", "4", "'; drop table events; --", "5");

    assertThat(write(upsert, event("a", naughty))).isEqualTo(Map.of("a", "created"));
    assertThat(write(upsert, event("a", naughty))).isEqualTo(Map.of("a", "unchanged"));
    assertThat(columns(database, engine, "events")).hasSize(6);
  }

  @EachDatabase
  void aTablePerValueOfAField(Engine engine) throws Exception {
    Database database = open(engine);
    Shape logs = shape("logs", "*id", "day", "line");
    JdbcUpsert upsert = upsert(database, "app_logs_{day}", BOTH);

    assertThat(
            write(
                upsert,
                record(logs, "1", LocalDate.parse("2026-01-31"), "a"),
                record(logs, "2", LocalDate.parse("2026-02-01"), "b"),
                record(logs, "3", "2026/01/31", "c"),
                record(logs, "4", " ", "d"),
                record(logs, "5", null, "e")))
        .isEqualTo(
            Map.of(
                "1",
                "created",
                "2",
                "created",
                "3",
                "created",
                "4",
                "refused invalid day",
                "5",
                "refused missing day"));
    assertThat(database.rows("SELECT * FROM app_logs_2026_01_31 ORDER BY id"))
        .containsExactly("1|a", "3|c");
    assertThat(database.rows("SELECT * FROM app_logs_2026_02_01")).containsExactly("2|b");
  }

  @EachDatabase
  void aChunkForSeveralTablesIsOneTransaction(Engine engine) throws Exception {
    Database database = open(engine);
    Shape logs = shape("logs", "*id", "day", "line");
    database.run(
        "CREATE TABLE log_a (id TEXT PRIMARY KEY, line TEXT)",
        "CREATE TABLE log_b (id TEXT PRIMARY KEY, line TEXT NOT NULL)");
    JdbcUpsert upsert = upsert(database, "log_{day}", Growth.NONE);

    assertThat(
            write(
                upsert,
                record(logs, "1", "a", "x"),
                record(logs, "2", "b", null),
                record(logs, "3", "b", "y"),
                record(logs, "4", "c", "z")))
        .isEqualTo(
            Map.of(
                "1",
                "created",
                "2",
                "refused missing line",
                "3",
                "created",
                "4",
                "refused constraint day"));
    assertThat(database.rows("SELECT id FROM log_a UNION ALL SELECT id FROM log_b"))
        .containsExactlyInAnyOrder("1", "3");
  }

  @EachDatabase
  void childrenGetTheirTablesToo(Engine engine) throws Exception {
    Database database = open(engine);
    Shape tracks = shape("tracks", "*id");
    Shape parent = shape("events", List.of(child(tracks, false, "id")), "*id", "kind");
    Shapes more = new Shapes(tracks, 30, 1);
    JdbcUpsert upsert = upsert(database, "{kind}", BOTH);
    Row track = row(more.with(List.of("plan")), "1", "Pro");

    write(
        upsert,
        record(parent, List.of(List.of(track)), "1", "Signed Up"),
        record(parent, List.of(List.of()), "2", "pages"));

    assertThat(database.rows("SELECT * FROM signed_up")).containsExactly("1");
    assertThat(database.rows("SELECT * FROM pages")).containsExactly("2");
    assertThat(database.rows("SELECT id, plan FROM tracks")).containsExactly("1|Pro");
  }

  @EachDatabase
  void aRowThatIsThereStaysAsItIsWhereRowsAreAppended(Engine engine) throws Exception {
    Database database = open(engine);
    Growth growing = new Growth(true, true, 1000, 500);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "events", growing, true);

    assertThat(write(upsert, event("a", Map.of("p1", "x")))).isEqualTo(Map.of("a", "created"));
    assertThat(write(upsert, event("a", Map.of("p1", "y", "p2", "z")), event("b", Map.of())))
        .isEqualTo(Map.of("a", "unchanged", "b", "created"));

    assertThat(database.rows("SELECT id, p1, p2 FROM events ORDER BY id"))
        .containsExactly("a|x|~", "b|~|~");
  }

  @EachDatabase
  void onlyAsManyColumnsAreMadeAsAreAllowed(Engine engine) throws Exception {
    Database database = open(engine);
    JdbcUpsert upsert = upsert(database, "events", new Growth(true, true, 1000, 3));

    write(upsert, event("a", Map.of("p1", "x", "p2", "x")));
    List<Outcome> outcomes =
        upsert.write(
            List.of(event("b", Map.of("p3", "x")), event("c", Map.of("p1", "y"))), new Traffic());

    assertThat(words(outcomes)).isEqualTo(Map.of("b", "refused type p3", "c", "created"));
    assertThat(reason(outcomes)).contains("events has no column p3", "it has 3");
  }

  @EachDatabase
  void onlyAsManyTablesAreMadeAsAreAllowed(Engine engine) throws Exception {
    Database database = open(engine);
    Shape logs = shape("logs", "*id", "day");
    JdbcUpsert upsert = upsert(database, "log_{day}", new Growth(true, true, 2, 500));

    List<Outcome> outcomes =
        upsert.write(
            List.of(record(logs, "1", "a"), record(logs, "2", "b"), record(logs, "3", "c")),
            new Traffic());

    assertThat(words(outcomes))
        .isEqualTo(Map.of("1", "created", "2", "created", "3", "refused constraint day"));
    assertThat(reason(outcomes)).contains("as many as maxTables allows");
  }

  @EachDatabase
  void withoutEvolveARecordWithANewFieldIsRefusedAlone(Engine engine) throws Exception {
    Database database = open(engine);
    database.run("CREATE TABLE events (id TEXT PRIMARY KEY, plan TEXT)");
    JdbcUpsert upsert = upsert(database, "events", Growth.NONE);

    assertThat(
            write(
                upsert,
                event("a", Map.of("plan", "Pro")),
                event("b", Map.of("plan", "Pro", "seats", 1L))))
        .isEqualTo(Map.of("a", "created", "b", "refused type seats"));

    database.run("ALTER TABLE events ADD COLUMN seats INTEGER");
    assertThat(write(upsert, event("b", Map.of("plan", "Pro", "seats", 1L))))
        .isEqualTo(Map.of("b", "created"));
  }

  @EachDatabase
  void withoutCreateTheTableMustBeThere(Engine engine) {
    Database database = open(engine);

    assertThatThrownBy(() -> write(upsert(database, "events", EVOLVE), event("a", Map.of())))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("there is no table `events`");
  }

  @EachDatabase
  void whatMayBeMadeNeedNotBeThereYet(Engine engine) {
    Database database = open(engine);
    Shape wanted = shape("events", "*id", "plan");
    database.run("CREATE TABLE there (id TEXT PRIMARY KEY)");
    Inspection fine = new Inspection.Examined(List.of(), List.of());

    assertThat(upsert(database, "events", CREATE).inspect(wanted)).isEqualTo(fine);
    assertThat(upsert(database, "there", EVOLVE).inspect(wanted)).isEqualTo(fine);
    assertThat(upsert(database, "t_{plan}", BOTH).inspect(wanted)).isEqualTo(fine);
    assertThat(upsert(database, "events", EVOLVE).inspect(wanted))
        .isInstanceOf(Inspection.Unusable.class);
    assertThat(upsert(database, "t_{plna}", BOTH).inspect(wanted))
        .asString()
        .contains("there is no field `plna`. Did you mean `plan`? Add it to `fields`.");
    assertThat(upsert(database, "t_{id}", BOTH).inspect(wanted))
        .asString()
        .contains("it is part of the key");
  }

  @EachDatabase
  void manyWritersThatWantTheSameTableAndColumnsGetThem(Engine engine) throws Exception {
    Database database = open(engine);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Map<String, String>>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String writer = "w" + i;
        Callable<Map<String, String>> work =
            () -> {
              Map<String, String> fates = new TreeMap<>();
              JdbcUpsert own = upsert(database, "events", BOTH);
              for (int n = 0; n < 10; n++) {
                fates.putAll(write(own, event(writer + "-" + n, Map.of("p" + n, (long) n))));
              }
              return fates;
            };
        all.add(threads.submit(work));
      }
      for (Future<Map<String, String>> one : all) {
        assertThat(one.get()).hasSize(10).containsValue("created").doesNotContainValue("rejected");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(columns(database, engine, "events")).hasSize(11);
    assertThat(database.rows("SELECT COUNT(*) FROM events")).containsExactly("40");
  }

  @Test
  void aViewOverAColumnKeepsItFromBeingWidenedAndNothingFromBeingWritten() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    JdbcUpsert upsert = upsert(database, "events", BOTH);
    write(upsert, event("a", Map.of("price", 9L)));
    database.run("CREATE VIEW prices AS SELECT price FROM events");

    write(upsert, event("b", Map.of("price", new BigDecimal("9.25"))));

    assertThat(database.rows("SELECT id, price, price_text FROM events ORDER BY id"))
        .containsExactly("a|9|~", "b|~|9.25");
  }
}
