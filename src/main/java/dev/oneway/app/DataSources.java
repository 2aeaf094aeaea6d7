package dev.oneway.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.oneway.flow.Databases;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.BeanRepository;

/**
 * The databases of the settings, as routes name them: {@code dataSource=#bi} is {@code
 * oneway.datasource.bi.url, .user, .password, .access, .poolSize}. Opened when first asked for.
 *
 * <p>{@code access=read} makes a source: its connections refuse to write and stream large results;
 * {@code access=write}, the default, makes a destination.
 */
public final class DataSources implements BeanRepository, Databases, AutoCloseable {
  private static final String PREFIX = "oneway.datasource.";
  private static final int POOL_SIZE = 4;

  private static final int LARGEST_POOL = 1000;

  private final Settings settings;
  private final Duration connectTimeout;
  private final Map<String, HikariDataSource> opened = new ConcurrentHashMap<>();

  /**
   * @param connectTimeout how long a step waits for a connection before it has failed
   */
  public DataSources(Settings settings, Duration connectTimeout) {
    this.settings = settings;
    this.connectTimeout = connectTimeout;
  }

  @Override
  public Optional<String> missingSetting(String name) {
    String url = PREFIX + name + ".url";
    return settings.find(url).isPresent() ? Optional.empty() : Optional.of(url);
  }

  @Override
  public boolean isReadOnly(String name) {
    String access = settings.get(PREFIX + name + ".access", "write");
    if (!access.equals("read") && !access.equals("write")) {
      throw new IllegalArgumentException(
          PREFIX + name + ".access: `" + access + "` is neither read nor write.");
    }
    return access.equals("read");
  }

  @Override
  public Object lookupByName(String name) {
    return missingSetting(name).isPresent() ? null : opened.computeIfAbsent(name, this::open);
  }

  @Override
  public <T> T lookupByNameAndType(String name, Class<T> type) {
    return type.isAssignableFrom(HikariDataSource.class) ? type.cast(lookupByName(name)) : null;
  }

  private HikariDataSource open(String name) {
    String url = settings.find(PREFIX + name + ".url").orElseThrow();
    boolean source = isReadOnly(name);
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    settings.find(PREFIX + name + ".user").ifPresent(config::setUsername);
    settings.find(PREFIX + name + ".password").ifPresent(config::setPassword);
    config.setMaximumPoolSize(poolSize(name));
    config.setMinimumIdle(0);
    config.setConnectionTimeout(connectTimeout.toMillis());
    // A database that is down at start is a failed run later, not a failed start.
    config.setInitializationFailTimeout(-1);
    driverSettings(url, source).forEach(config::addDataSourceProperty);
    if (source) {
      config.setReadOnly(true);
      // PostgreSQL streams a result by its fetch size only inside a transaction.
      config.setAutoCommit(false);
    }
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      // Without the cause: it holds the URL, and the URL may hold a password.
      throw new IllegalArgumentException(
          PREFIX
              + name
              + ".url: there is no driver for "
              + kindOf(url)
              + ". Correct it, or put the driver's jar into lib/.");
    }
  }

  /** {@code jdbc:postgresql}, and never what comes after it. */
  private static String kindOf(String url) {
    Matcher kind = Pattern.compile("^jdbc:[A-Za-z0-9]+").matcher(url);
    return kind.find() ? kind.group() : "a URL that doesn't begin with jdbc:";
  }

  private int poolSize(String name) {
    long size = settings.count(PREFIX + name + ".poolSize", POOL_SIZE);
    if (size < 1 || size > LARGEST_POOL) {
      throw new IllegalArgumentException(
          PREFIX + name + ".poolSize cannot be " + size + ", but 1 to " + LARGEST_POOL + ".");
    }
    return (int) size;
  }

  private static Map<String, String> driverSettings(String url, boolean source) {
    if (url.startsWith("jdbc:postgresql:")) {
      // Lets a text parameter be compared with a timestamp column: `updated_at >= :since`.
      return source ? Map.of("stringtype", "unspecified") : Map.of();
    }
    if (url.startsWith("jdbc:sqlite:")) {
      // SQLITE_OPEN_READONLY and SQLITE_OPEN_READWRITE: a misspelt file isn't made.
      return source
          ? Map.of("open_mode", "1", "busy_timeout", "30000")
          : Map.of(
              "open_mode",
              "2",
              "journal_mode",
              "WAL",
              "synchronous",
              "FULL",
              "busy_timeout",
              "30000");
    }
    return Map.of();
  }

  /** None: Camel must never pick a database nobody named. */
  @Override
  public <T> Map<String, T> findByTypeWithName(Class<T> type) {
    return Map.of();
  }

  @Override
  public <T> Set<T> findByType(Class<T> type) {
    return Set.of();
  }

  @Override
  public void close() {
    opened.values().forEach(HikariDataSource::close);
  }
}
