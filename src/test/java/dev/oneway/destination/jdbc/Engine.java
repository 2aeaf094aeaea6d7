package dev.oneway.destination.jdbc;

import dev.oneway.testing.Postgres;
import java.nio.file.Path;

/** The databases each behaviour is tried on. */
enum Engine {
  POSTGRESQL,
  SQLITE;

  /** A new empty database. */
  Database open(Path folder, boolean autoCommit) {
    return switch (this) {
      case POSTGRESQL -> new Database(Postgres.newDatabase(), autoCommit);
      case SQLITE ->
          new Database(
              "jdbc:sqlite:" + folder.resolve("test.db") + "?journal_mode=WAL&foreign_keys=true",
              autoCommit);
    };
  }
}
