package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import dev.oneway.run.Outcome;
import dev.oneway.run.Traffic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Triggers of the destination that do something else than what was asked. */
class TriggersTest extends DatabaseTest {
  private final Shape user = shape("users", "*id", "age");

  private Database openUsers(Engine engine) {
    Database database = open(engine);
    database.run("CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER)");
    return database;
  }

  private static void dropThirteen(Engine engine, Database database) {
    if (engine == Engine.SQLITE) {
      database.run(
          "CREATE TRIGGER closed BEFORE INSERT ON users WHEN NEW.age = 13"
              + " BEGIN SELECT RAISE(IGNORE); END");
    } else {
      beforeInsert(database, "IF NEW.age = 13 THEN RETURN NULL; END IF;");
    }
  }

  private static void beforeInsert(Database database, String body) {
    database.run(
        "CREATE FUNCTION closed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
            + body
            + " RETURN NEW; END'",
        "CREATE TRIGGER closed BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION closed()");
  }

  @EachDatabase
  void aRowThatIsDroppedSilentlyIsRefused(Engine engine) throws Exception {
    Database database = openUsers(engine);
    dropThirteen(engine, database);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "users");

    List<Outcome> outcomes =
        upsert.write(
            List.of(record(user, 1L, 1L), record(user, 2L, 13L), record(user, 3L, 3L)),
            new Traffic());

    assertThat(words(outcomes))
        .isEqualTo(Map.of("1", "created", "2", "refused constraint", "3", "created"));
    assertThat(reason(outcomes))
        .isEqualTo("users: the database dropped the row without an error; a trigger?");
    assertThat(write(upsert, record(user, 1L, 1L), record(user, 2L, 13L)))
        .isEqualTo(Map.of("1", "unchanged", "2", "refused constraint"));
    assertThat(database.rows("SELECT id FROM users ORDER BY 1")).containsExactly("1", "3");
  }

  /** After a chunk that was all new, the next one is inserted (copied) without looking. */
  @EachDatabase
  void aRowThatIsDroppedFromACopyIsRefused(Engine engine) throws Exception {
    Database database = openUsers(engine);
    dropThirteen(engine, database);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "users");
    write(upsert, record(user, 1L, 1L));
    write(upsert, record(user, 2L, 2L));

    assertThat(write(upsert, record(user, 3L, 3L), record(user, 4L, 13L)))
        .isEqualTo(Map.of("3", "created", "4", "refused constraint"));
    assertThat(database.rows("SELECT id FROM users ORDER BY 1")).containsExactly("1", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTriggerThatChangesTheKeyStopsTheRun(boolean partitioned) throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE TABLE users (id int PRIMARY KEY, age int)"
            + (partitioned ? " PARTITION BY RANGE (id)" : ""));
    if (partitioned) {
      database.run("CREATE TABLE low PARTITION OF users FOR VALUES FROM (0) TO (5000)");
    }
    beforeInsert(database, "NEW.id := NEW.id + 1000;");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "users");

    assertThatThrownBy(() -> write(upsert, record(user, 1L, 1L)))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("a trigger changes the key of table users")
        .hasMessageContaining("leave id as it is");
    assertThat(database.rows("SELECT count(*) FROM users")).containsExactly("0");
  }
}
