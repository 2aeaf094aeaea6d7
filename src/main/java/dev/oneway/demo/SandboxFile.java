package dev.oneway.demo;

import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A SQLite file that several processes read and write at the same time. */
final class SandboxFile {
  private static final int PATIENCE_MILLIS = 10_000;

  private SandboxFile() {}

  static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }

  /** Makes a database without tables; what a data source needs to write it. */
  static String empty(Path file) {
    open(file).useHandle(handle -> handle.execute("PRAGMA user_version = 1"));
    return url(file);
  }

  /** Opens the file, which is made when there is none. */
  static Jdbi open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(PATIENCE_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl(url(file));
    return Jdbi.create(dataSource);
  }
}
