package dev.oneway.state;

import dev.oneway.testing.Postgres;
import java.nio.file.Path;

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

  /** Of a database that is empty, when the folder is. */
  public abstract String newUrl(Path folder);

  /** A store on an empty database. */
  public StateStore open(Path folder) {
    return reopen(newUrl(folder));
  }

  public static StateStore reopen(String url) {
    return StateStore.open(url, "postgres", "postgres");
  }
}
