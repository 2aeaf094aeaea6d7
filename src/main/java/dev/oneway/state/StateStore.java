package dev.oneway.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What Oneway remembers: runs, watermarks, ledgers, dead letters. SQLite in one file (WAL,
 * synchronous=FULL) or PostgreSQL; the same SQL on both.
 *
 * <p>A transaction that returned is on disk. A transaction opened inside another one of the same
 * thread joins it. Threads may share the store; on SQLite they take turns.
 */
public final class StateStore implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final int POSTGRESQL_CONNECTIONS = 8;

  /** Negative means KiB and not pages. */
  private static final String SQLITE_CACHE_KIB = "-65536";

  /** 64 MiB of log, so that pages written again and again reach the file once. */
  private static final int SQLITE_CHECKPOINT_PAGES = 16_384;

  private final HikariDataSource dataSource;
  private final Jdbi jdbi;
  private final ThreadLocal<Boolean> insideTransaction = new ThreadLocal<>();
  private final boolean sqlite;

  private StateStore(HikariDataSource dataSource, boolean sqlite) {
    this.dataSource = dataSource;
    this.jdbi = Jdbi.create(dataSource);
    this.sqlite = sqlite;
  }

  /** Opens the store with a connect timeout of 5 seconds. */
  public static StateStore open(String url, String user, String password) {
    return open(url, user, password, Duration.ofSeconds(5));
  }

  /**
   * Opens the store and brings its tables up to date.
   *
   * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://host/database}
   * @param connectTimeout how long to wait for a connection to PostgreSQL; SQLite has one, for
   *     which a thread waits its turn
   * @throws IllegalArgumentException for any other database
   * @throws RuntimeException when the database can't be reached or written
   */
  public static StateStore open(String url, String user, String password, Duration connectTimeout) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("oneway-state");
    config.setJdbcUrl(url);
    if (url.startsWith(SQLITE)) {
      createFolderOf(url);
      config.setMaximumPoolSize(1);
      sqliteSettings().forEach(config::addDataSourceProperty);
      config.setConnectionInitSql("PRAGMA wal_autocheckpoint = " + SQLITE_CHECKPOINT_PAGES);
    } else if (url.startsWith(POSTGRESQL)) {
      config.setUsername(user);
      config.setPassword(password);
      config.setMaximumPoolSize(POSTGRESQL_CONNECTIONS);
      config.setConnectionTimeout(connectTimeout.toMillis());
      config.addDataSourceProperty("reWriteBatchedInserts", "true");
    } else {
      throw new IllegalArgumentException(
          "oneway.state.url must begin with " + SQLITE + " or " + POSTGRESQL + ".");
    }
    HikariDataSource dataSource = new HikariDataSource(config);
    try {
      migrate(dataSource, url.startsWith(SQLITE));
      return new StateStore(dataSource, url.startsWith(SQLITE));
    } catch (RuntimeException e) {
      dataSource.close();
      throw e;
    }
  }

  private static Map<String, String> sqliteSettings() {
    return Map.of(
        "journal_mode", "WAL",
        "synchronous", "FULL",
        "foreign_keys", "true",
        "busy_timeout", "30000",
        "cache_size", SQLITE_CACHE_KIB,
        "transaction_mode", "IMMEDIATE");
  }

  private static Path fileOf(String url) {
    return Path.of(url.substring(SQLITE.length()).replaceFirst("\\?.*", ""));
  }

  private static void createFolderOf(String url) {
    Path folder = fileOf(url).toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of oneway.state.url can't be made: " + folder, e);
    }
  }

  /** Two nodes that start at once on a new database get in each other's way; the later waits. */
  private static void migrate(HikariDataSource dataSource, boolean sqlite) {
    Flyway flyway = migrations(sqlite).dataSource(dataSource).load();
    Failsafe.with(
            RetryPolicy.builder()
                .handle(FlywayException.class)
                .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .withMaxRetries(5)
                .build())
        .run(flyway::migrate);
  }

  /** How its tables are made and kept up to date, on a database still to be named. */
  static FluentConfiguration migrations(boolean sqlite) {
    return Flyway.configure()
        .locations("classpath:dev/oneway/state/migration")
        .table("oneway_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(
            Map.of(
                "clustered",
                sqlite ? "WITHOUT ROWID" : "",
                "serial",
                sqlite
                    ? "INTEGER PRIMARY KEY"
                    : "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"));
  }

  /**
   * Runs the work in a transaction of its own, or in the one this thread is already in. When the
   * database ended the session before the work was done (a restart, a failover), the work runs a
   * second time, in a new session.
   */
  public <T> T inTransaction(Function<Handle, T> work) {
    if (insideTransaction.get() != null) {
      return jdbi.inTransaction(work::apply);
    }
    insideTransaction.set(true);
    try {
      return inNewSessionIfLost(work);
    } finally {
      insideTransaction.remove();
    }
  }

  private <T> T inNewSessionIfLost(Function<Handle, T> work) {
    AtomicBoolean worked = new AtomicBoolean();
    try {
      return jdbi.inTransaction(
          handle -> {
            T result = work.apply(handle);
            worked.set(true);
            return result;
          });
    } catch (RuntimeException e) {
      // Once the work is done it may be committed, whatever the answer to the commit was.
      if (worked.get() || !LostSession.in(e)) {
        throw e;
      }
      dataSource.getHikariPoolMXBean().softEvictConnections();
      return jdbi.inTransaction(work::apply);
    }
  }

  /** Like {@link #inTransaction(Function)}, for work without a result. */
  public void useTransaction(Consumer<Handle> work) {
    inTransaction(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  /**
   * What a SELECT ends with so that its rows are this transaction's alone until it ends: nothing on
   * SQLite, where a transaction is alone from its first statement.
   */
  public String forUpdate() {
    return sqlite ? "" : " FOR UPDATE";
  }

  /**
   * Asks for something, and whether it is still where it was: an open SQLite file answers also when
   * it was removed, and then nothing that is written stays.
   *
   * @throws RuntimeException when it doesn't answer, after the time a connection may take
   */
  void requireAnswer() {
    useTransaction(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
    if (sqlite && !Files.exists(fileOf(dataSource.getJdbcUrl()))) {
      throw new IllegalStateException("the file of the state store is gone");
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
