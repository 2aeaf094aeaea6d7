package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import dev.oneway.run.Outcome;
import dev.oneway.run.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTest extends DatabaseTest {
  private final Shape user = shape("users", "*id", "email", "age");

  private Database openUsers(Engine engine) {
    Database database = open(engine);
    String strict = engine == Engine.SQLITE ? " STRICT" : "";
    database.run(
        "CREATE TABLE teams (id INTEGER PRIMARY KEY)",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE,"
            + " age INTEGER CONSTRAINT grown CHECK (age < 150),"
            + " team INTEGER REFERENCES teams (id) DEFERRABLE INITIALLY DEFERRED)"
            + strict);
    return database;
  }

  @EachDatabase
  void oneBadRecordAmongAThousandStandsAlone(Engine engine) throws Exception {
    Database database = openUsers(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "users");
    write(upsert, record(user, 5000L, "taken@x", 1L));
    List<MappedRecord> chunk = users(1000);
    chunk.set(321, record(user, 321L, "taken@x", 1L));

    List<Outcome> outcomes = upsert.write(chunk, new Traffic());

    assertThat(words(outcomes)).hasSize(1000).containsEntry("321", "refused constraint email");
    assertThat(reason(outcomes)).contains("users").contains("email").doesNotContain("\n");
    assertThat(words(outcomes).values().stream().filter("created"::equals)).hasSize(999);
    assertThat(database.rows("SELECT count(*) FROM users")).containsExactly("1000");
  }

  @EachDatabase
  void eachRefusedRecordSaysWhy(Engine engine) throws Exception {
    Database database = openUsers(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "users");

    assertThat(
            write(
                upsert,
                record(user, 1L, null, 1L),
                record(user, 2L, "b", 200L),
                record(user, 3L, "c", "old"),
                record(user, 4L, Row.ABSENT, 4L),
                record(user, (Object) null, "e", 5L),
                record(user, 6L, "a\u0000b", 6L),
                record(user, 7L, "half \ud83d", 6L),
                record(user, 8L, "good", 8L)))
        .isEqualTo(
            Map.of(
                "1", "refused missing email",
                "2", "refused constraint" + (engine == Engine.SQLITE ? "" : " age"),
                "3", "refused type age",
                "4", "refused missing email",
                "", "refused missing id",
                "6", "refused invalid email",
                "7", "refused invalid email",
                "8", "created"));
    assertThat(database.rows("SELECT id, email FROM users")).containsExactly("8|good");
  }

  @EachDatabase
  void aWholeChunkMayBeRefused(Engine engine) throws Exception {
    Database database = openUsers(engine);
    List<MappedRecord> chunk = new ArrayList<>();
    for (long i = 0; i < 200; i++) {
      chunk.add(record(user, i, null, 1L));
    }

    assertThat(words(new JdbcUpsert(database.pool(), "users").write(chunk, new Traffic())).values())
        .hasSize(200)
        .containsOnly("refused missing email");
    assertThat(database.rows("SELECT count(*) FROM users")).containsExactly("0");
  }

  /** Two records of one chunk that exclude one another: the first by key wins. */
  @EachDatabase
  void recordsThatExcludeOneAnother(Engine engine) throws Exception {
    Database database = openUsers(engine);

    assertThat(
            write(
                new JdbcUpsert(database.pool(), "users"),
                record(user, 2L, "same", 1L),
                record(user, 1L, "same", 1L)))
        .isEqualTo(Map.of("1", "created", "2", "refused constraint email"));
  }

  @EachDatabase
  void aConstraintThatIsCheckedAtTheCommitRefusesItsRecordOnly(Engine engine) throws Exception {
    Database database = openUsers(engine);
    database.run("INSERT INTO teams VALUES (1)");
    Shape member = shape("users", "*id", "email", "team");

    Map<String, String> fates =
        write(
            new JdbcUpsert(database.pool(), "users"),
            record(member, 1L, "a", 1L),
            record(member, 2L, "b", 99L),
            record(member, 3L, "c", null),
            record(member, 4L, null, 1L));

    assertThat(fates)
        .containsEntry("1", "created")
        .containsEntry("3", "created")
        .containsEntry("4", "refused missing email")
        .hasEntrySatisfying("2", word -> assertThat(word).startsWith("refused constraint"));
    assertThat(database.rows("SELECT id FROM users ORDER BY 1")).containsExactly("1", "3");
  }

  @EachDatabase
  void aTriggerMayRefuse(Engine engine) throws Exception {
    Database database = openUsers(engine);
    database.run(
        engine == Engine.SQLITE
            ? "CREATE TRIGGER closed BEFORE INSERT ON users WHEN NEW.age = 13"
                + " BEGIN SELECT RAISE(ABORT, 'too young'); END"
            : "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN IF NEW.age = 13 THEN RAISE EXCEPTION $$too young$$; END IF; RETURN NEW;"
                + " END'");
    if (engine == Engine.POSTGRESQL) {
      database.run(
          "CREATE TRIGGER closed BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse()");
    }

    List<Outcome> outcomes =
        new JdbcUpsert(database.pool(), "users")
            .write(List.of(record(user, 1L, "a", 13L), record(user, 2L, "b", 14L)), new Traffic());

    assertThat(words(outcomes)).isEqualTo(Map.of("1", "refused constraint", "2", "created"));
    assertThat(reason(outcomes)).contains("too young");
  }

  @Test
  void postgresNamesTheFieldOfEachTypeError() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE TYPE mood AS ENUM ('happy')",
        "CREATE DOMAIN short AS varchar(3)",
        "CREATE TABLE typed (id int PRIMARY KEY, n smallint, v varchar(5), d date, m mood,"
            + " u uuid, p numeric(5, 2), s short, j jsonb, a int[])");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "typed");
    Shape typed = shape("typed", "*id", "n", "v", "d", "m", "u", "p", "s", "j", "a");

    assertThat(
            write(
                upsert,
                record(typed, 1L, 70000L, null, null, null, null, null, null, null, null),
                record(typed, 2L, null, "too long", null, null, null, null, null, null, null),
                record(typed, 3L, null, null, "2026-02-30", null, null, null, null, null, null),
                record(typed, 4L, null, null, null, "sad", null, null, null, null, null),
                record(typed, 5L, null, null, null, null, "no uuid", null, null, null, null),
                record(typed, 6L, null, null, null, null, null, 12345L, null, null, null),
                record(typed, 7L, null, null, null, null, null, null, "four", null, null),
                record(typed, 8L, null, null, null, null, null, null, null, "{no json", null),
                record(typed, 9L, null, null, null, null, null, null, null, null, List.of("x")),
                record(typed, "x", null, null, null, null, null, null, null, null, null),
                record(typed, 0L, 1L, "fits", "2026-02-28", "happy", null, 1L, "3", "{}", null)))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("1", "refused type n"),
                Map.entry("2", "refused too-long v"),
                Map.entry("3", "refused type d"),
                Map.entry("4", "refused type m"),
                Map.entry("5", "refused type u"),
                Map.entry("6", "refused type p"),
                Map.entry("7", "refused too-long s"),
                Map.entry("8", "refused type j"),
                Map.entry("9", "refused type a"),
                Map.entry("x", "refused type id"),
                Map.entry("0", "created")));
  }

  @Test
  void aReasonDoesNotRepeatTheWholeRow() throws Exception {
    Database database = openUsers(Engine.POSTGRESQL);

    String reason =
        reason(
            new JdbcUpsert(database.pool(), "users")
                .write(List.of(record(user, 1L, "private@x", 200L)), new Traffic()));

    assertThat(reason).contains("grown").doesNotContain("private@x");
  }

  /** A trigger that rolls everything back would undo records already reported as written. */
  @Test
  void aTriggerThatEndsTheTransactionIsNoRefusal() throws Exception {
    Database database = openUsers(Engine.SQLITE);
    database.run(
        "CREATE TRIGGER closed BEFORE INSERT ON users WHEN NEW.age = 13"
            + " BEGIN SELECT RAISE(ROLLBACK, 'no'); END");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "users");

    assertThatThrownBy(() -> write(upsert, record(user, 1L, "a", 1L), record(user, 2L, "b", 13L)))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("RAISE(ABORT");
    assertThat(database.rows("SELECT count(*) FROM users")).containsExactly("0");
  }

  private List<MappedRecord> users(int count) {
    List<MappedRecord> chunk = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      chunk.add(record(user, i, "user" + i + "@x", i % 100));
    }
    return chunk;
  }
}
