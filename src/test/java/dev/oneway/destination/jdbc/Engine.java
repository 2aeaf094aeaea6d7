package dev.oneway.destination.jdbc;

import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases each behaviour is tried on. */
enum Engine {
  POSTGRESQL,
  SQLITE;

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  /** An empty place for tables: a new file, or a new schema, which is quicker than a database. */
  Database open(Path folder, boolean autoCommit) {
    return switch (this) {
      case POSTGRESQL -> new Database(newSchema(), autoCommit);
      case SQLITE ->
          new Database(
              "jdbc:sqlite:" + folder.resolve("test.db") + "?journal_mode=WAL&foreign_keys=true",
              autoCommit);
    };
  }

  private static String newSchema() {
    String schema = "test" + SCHEMAS.incrementAndGet();
    Sql.execute(SharedPostgres.URL, "CREATE SCHEMA " + schema);
    return SharedPostgres.URL + "&currentSchema=" + schema;
  }

  /** Started when a test first needs it. */
  private static final class SharedPostgres {
    static final String URL = Postgres.newDatabase();
  }
}
