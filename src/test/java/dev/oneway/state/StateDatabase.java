package dev.oneway.state;

import dev.oneway.testing.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The two databases a state store can be, for tests that run on both. */
public enum StateDatabase {
  SQLITE {
    @Override
    public String newUrl(Path folder) {
      return "jdbc:sqlite:" + folder.resolve("state.db");
    }
  },
  POSTGRESQL {
    @Override
    public String newUrl(Path folder) {
      return Postgres.newDatabase();
    }
  };

  private static final Map<StateDatabase, StateStore> SHARED = new ConcurrentHashMap<>();

  /** Of a database that is empty, when the folder is. */
  public abstract String newUrl(Path folder);

  /** A store on an empty database. */
  public StateStore open(Path folder) {
    return reopen(newUrl(folder));
  }

  /** One store for all tests that keep to flows of their own; nobody closes it. */
  public StateStore shared() {
    return SHARED.computeIfAbsent(this, database -> database.open(newFolder()));
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("oneway-state");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static StateStore reopen(String url) {
    return StateStore.open(url, "postgres", "postgres");
  }
}
