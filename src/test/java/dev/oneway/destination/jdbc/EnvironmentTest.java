package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.child;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.row;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import dev.oneway.testing.Postgres;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

class EnvironmentTest extends DatabaseTest {
  private static final String BLOCKED =
      "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  private final Shape person = shape("people", "*id", "name", "age");

  private Database openPeople(Engine engine) {
    Database database = open(engine);
    database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    return database;
  }

  private static PGSimpleDataSource postgres(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }

  @Test
  void aDatabaseThatIsDownIsRetriedAndWorksOnceItIsUp() throws Exception {
    PGSimpleDataSource source = postgres("jdbc:postgresql://localhost:1/x?user=u&password=s3cret");
    JdbcUpsert upsert = new JdbcUpsert(source, "people");

    assertThatThrownBy(() -> write(upsert, record(person, 1L, "a", 1L)))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("refused")
        .hasMessageNotContaining("s3cret");

    String url = Postgres.newDatabase();
    source.setUrl(url);
    try (Database database = new Database(url, true)) {
      database.run("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
      assertThat(write(upsert, record(person, 1L, "a", 1L))).containsEntry("1", "created");
    }
  }

  @Test
  void anExhaustedPoolIsRetried() throws Exception {
    Database database = openPeople(Engine.POSTGRESQL);
    List<Connection> taken = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      taken.add(database.pool().getConnection());
    }

    assertThatThrownBy(
            () -> write(new JdbcUpsert(database.pool(), "people"), record(person, 1L, "a", 1L)))
        .isInstanceOf(RetriableException.class);
    for (Connection connection : taken) {
      connection.close();
    }
  }

  @Test
  void aWrongNameOrDatabaseNeedsSomebody() {
    String url = Postgres.newDatabase();
    for (String wrong :
        List.of(
            url.replaceAll("user=\\w+", "user=nobody&password=s3cret"),
            url.replaceAll("/db\\d+", "/nowhere"))) {
      assertThatThrownBy(
              () -> write(new JdbcUpsert(postgres(wrong), "people"), record(person, 1L, "a", 1L)))
          .isInstanceOf(FatalException.class)
          .hasMessageContaining("Check the data source's URL, user and password.")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void aMissingRightNeedsSomebody() {
    String url = Postgres.newDatabase();
    try (Database database = new Database(url, true)) {
      database.run(
          "CREATE TABLE people (id int PRIMARY KEY, name text, age int)",
          "DROP ROLE IF EXISTS reader",
          "CREATE ROLE reader LOGIN",
          "GRANT SELECT ON people TO reader");
    }

    assertThatThrownBy(
            () ->
                write(
                    new JdbcUpsert(postgres(url.replaceAll("user=\\w+", "user=reader")), "people"),
                    record(person, 1L, "a", 1L)))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("permission denied for table people")
        .hasMessageContaining("Grant the user SELECT, INSERT and UPDATE");
  }

  @Test
  void aReadOnlyDatabaseNeedsSomebody() {
    Database database = openPeople(Engine.POSTGRESQL);
    String url = database.pool().getJdbcUrl() + "&options=-c%20default_transaction_read_only=on";

    assertThatThrownBy(
            () -> write(new JdbcUpsert(postgres(url), "people"), record(person, 1L, "a", 1L)))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("primary");
  }

  @Test
  void aConnectionCutMidwayLeavesNothingHalfWritten() throws Exception {
    Database database = openPeople(Engine.POSTGRESQL);
    database.run(
        "CREATE TABLE phones (person int, number text, PRIMARY KEY (person, number))",
        "INSERT INTO phones VALUES (2, 'held')");
    Shape phone = shape("phones", "*person", "*number");
    Shape parent = shape("people", List.of(child(phone, true, "person")), "*id", "name", "age");
    List<MappedRecord> chunk = new ArrayList<>();
    for (long i = 0; i < 5; i++) {
      chunk.add(record(parent, List.of(List.of(row(phone, i, "new"))), i, "a", 1L));
    }
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");

    try (Connection holder = database.pool().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("SELECT * FROM phones FOR UPDATE");
      ExecutorService one = Executors.newSingleThreadExecutor();
      Future<?> writing = one.submit(() -> upsert.write(chunk, new Traffic()));
      await().until(() -> !database.rows(BLOCKED).isEmpty());
      database.rows("SELECT pg_terminate_backend(" + database.rows(BLOCKED).get(0) + ")");
      assertThatThrownBy(writing::get).hasCauseInstanceOf(RetriableException.class);
      one.shutdown();
      holder.rollback();
    }

    assertThat(database.rows("SELECT * FROM people")).isEmpty();
    assertThat(database.rows("SELECT * FROM phones")).containsExactly("2|held");
    assertThat(words(upsert.write(chunk, new Traffic())).values())
        .hasSize(5)
        .containsOnly("created");
  }

  @Test
  void aLockThatIsHeldTooLongIsRetried() throws Exception {
    Database database = openPeople(Engine.POSTGRESQL);
    database.run("INSERT INTO people VALUES (1, 'held', 1)");
    String url = database.pool().getJdbcUrl() + "&options=-c%20lock_timeout=50";
    try (Connection holder = database.pool().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("SELECT * FROM people FOR UPDATE");
      assertThatThrownBy(
              () -> write(new JdbcUpsert(postgres(url), "people"), record(person, 1L, "a", 1L)))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("lock timeout");
      holder.rollback();
    }
  }

  @Test
  void aBusyFileIsRetriedAndAMissingFolderNeedsSomebody() throws Exception {
    Database database = openPeople(Engine.SQLITE);
    SQLiteDataSource impatient = new SQLiteDataSource();
    impatient.setUrl(database.pool().getJdbcUrl());
    impatient.getConfig().setBusyTimeout(1);
    JdbcUpsert upsert = new JdbcUpsert(impatient, "people");
    try (Connection holder = database.pool().getConnection();
        Statement statement = holder.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> write(upsert, record(person, 1L, "a", 1L)))
          .isInstanceOf(RetriableException.class);
      statement.execute("ROLLBACK");
    }
    assertThat(write(upsert, record(person, 1L, "a", 1L))).containsEntry("1", "created");

    SQLiteDataSource lost = new SQLiteDataSource();
    lost.setUrl("jdbc:sqlite:" + folder.resolve("no/such/folder/x.db"));
    assertThatThrownBy(() -> write(new JdbcUpsert(lost, "people"), record(person, 1L, "a", 1L)))
        .isInstanceOf(FatalException.class);
  }

  /** COPY doesn't work with row-level security, and a pool drops a connection that says so. */
  @Test
  void aTableWithRowLevelSecurityIsLoadedWithoutCopy() throws Exception {
    Database owner = openAlone();
    owner.run(
        "CREATE TABLE people (id int PRIMARY KEY, name text, age int)",
        "DROP ROLE IF EXISTS clerk",
        "CREATE ROLE clerk LOGIN",
        "GRANT SELECT, INSERT, UPDATE ON people TO clerk",
        "ALTER TABLE people ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY all_rows ON people USING (true) WITH CHECK (true)");
    String url = owner.pool().getJdbcUrl().replaceAll("user=\\w+", "user=clerk");
    try (Database clerk = new Database(url, true)) {
      JdbcUpsert upsert = new JdbcUpsert(clerk.pool(), "people");
      for (long i = 0; i < 5; i++) {
        assertThat(write(upsert, record(person, i, "a", i)).values()).containsOnly("created");
      }
    }
  }

  /** Chunks overlap, come in any order and their records have different fields. */
  @EachDatabase
  void parallelWritersDoNotLockOneAnotherOut(Engine engine) throws Exception {
    Database database = openPeople(engine);
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "people");
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int writer = 0; writer < 4; writer++) {
      int seed = writer;
      writers.add(CompletableFuture.runAsync(() -> writeOften(upsert, seed), threads));
    }
    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();
    threads.shutdown();

    assertThat(database.rows("SELECT count(*), min(age), max(age) FROM people"))
        .containsExactly("200|7|7");
  }

  private void writeOften(JdbcUpsert upsert, int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 15; round++) {
      List<MappedRecord> chunk = new ArrayList<>();
      for (long i = 0; i < 200; i++) {
        Object name = random.nextBoolean() ? "name " + random.nextInt() : Row.ABSENT;
        chunk.add(record(person, i, name, 7L));
      }
      Collections.shuffle(chunk, random);
      try {
        assertThat(upsert.write(chunk, new Traffic())).hasSize(200);
      } catch (RetriableException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void anotherDatabaseIsRefusedByName() {
    assertThatThrownBy(() -> Dialect.named("Oracle"))
        .isInstanceOf(FatalException.class)
        .hasMessage("jdbc-upsert doesn't write to Oracle. Use PostgreSQL or SQLite.");
  }
}
