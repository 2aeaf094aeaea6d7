package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import dev.oneway.testing.Postgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of this package share: one open database, and outcomes as words. */
abstract class DatabaseTest {
  @TempDir Path folder;
  private Database database;

  Database open(Engine engine) {
    return open(engine, true);
  }

  Database open(Engine engine, boolean autoCommit) {
    database = engine.open(folder, autoCommit);
    return database;
  }

  /** A PostgreSQL database of its own, for tests that create schemas and grant rights. */
  Database openAlone() {
    database = new Database(Postgres.newDatabase(), true);
    return database;
  }

  @AfterEach
  void closeDatabase() {
    if (database != null) {
      database.close();
    }
  }

  /** Writes and answers with {@code key → created}, or {@code key → refused constraint email}. */
  static Map<String, String> write(JdbcUpsert upsert, MappedRecord... records)
      throws RetriableException {
    return words(upsert.write(List.of(records), new Traffic()));
  }

  static Map<String, String> words(List<Outcome> outcomes) {
    Map<String, String> words = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      String before = words.put(outcome.record().key(), word(outcome));
      if (before != null) {
        throw new AssertionError("two outcomes for " + outcome.record().key());
      }
    }
    return words;
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return ("refused " + refused.category() + " " + refused.field().orElse("")).strip();
    }
    return ((Outcome.Written) outcome).fate().word();
  }

  static String reason(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Refused.class::isInstance)
        .map(outcome -> ((Outcome.Refused) outcome).reason())
        .findFirst()
        .orElseThrow();
  }
}
