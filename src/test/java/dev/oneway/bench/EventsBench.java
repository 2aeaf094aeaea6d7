package dev.oneway.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.oneway.destination.jdbc.Growth;
import dev.oneway.destination.jdbc.JdbcUpsert;
import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingFile;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Traffic;
import dev.oneway.testing.Postgres;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Events and log lines, mapped as the shipped flows do and written into tables that grow: from the
 * source record to the commit, on one thread, into PostgreSQL and SQLite.
 *
 * <p>Arguments: records (10000), records per chunk (500).
 */
public final class EventsBench {
  private static final Growth GROWTH =
      new Growth(true, true, Growth.USUAL_TABLES, Growth.USUAL_COLUMNS);

  private EventsBench() {}

  public static void main(String[] arguments) throws Exception {
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int chunk = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
    Path folder = Files.createTempDirectory("oneway-bench");
    for (String run : List.of("warm-up", "measured")) {
      String sqlite =
          "jdbc:sqlite:" + folder.resolve(run + ".db") + "?journal_mode=WAL&synchronous=FULL";
      for (String url : List.of(Postgres.newDatabase(), sqlite)) {
        try (HikariDataSource pool = new HikariDataSource()) {
          pool.setJdbcUrl(url);
          String database = run + ", " + url.split(":", 3)[1];
          measure(database + ", events", pool, "{table}", events(records), chunk);
          measure(database + ", log lines", pool, "app_logs_{day}", lines(records), chunk);
        }
      }
    }
    System.exit(0);
  }

  private static void measure(
      String what, HikariDataSource pool, String table, List<Map<String, Object>> all, int chunk)
      throws Exception {
    String name =
        table.equals("{table}") ? "segment-event-to-warehouse-event" : "app-log-to-archive";
    Mapping mapping = MappingFile.load(Path.of("mappings"), name, MappingFile.NO_SETTINGS);
    JdbcUpsert upsert = new JdbcUpsert(pool, table, GROWTH);
    long start = System.nanoTime();
    long mapped = 0;
    for (int from = 0; from < all.size(); from += chunk) {
      long before = System.nanoTime();
      List<MappedRecord> records = new ArrayList<>();
      for (Map<String, Object> record : all.subList(from, Math.min(from + chunk, all.size()))) {
        records.add(((Mapped.Delivered) mapping.apply(record)).record());
      }
      mapped += System.nanoTime() - before;
      upsert.write(records, new Traffic());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %d in %.2f s (%.2f s of it mapping), %.0f a second%n",
        what,
        all.size(),
        seconds,
        mapped / 1e9,
        all.size() / seconds);
  }

  /** Track calls of 8 events with 3 to 8 of 10 properties each, some page and identify calls. */
  private static List<Map<String, Object>> events(int count) {
    Random random = new Random(42);
    List<Map<String, Object>> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> event = new LinkedHashMap<>();
      int kind = random.nextInt(10);
      event.put("type", kind == 8 ? "page" : kind == 9 ? "identify" : "track");
      if (kind < 8) {
        event.put("event", "Event Number " + kind);
      }
      event.put("messageId", "ajs-%032x".formatted(i));
      event.put("anonymousId", "anonymous-" + random.nextInt(1000));
      event.put("timestamp", "2026-01-31T10:15:30.123Z");
      event.put("receivedAt", "2026-01-31T10:15:31.123Z");
      event.put(
          "context",
          Map.of(
              "ip", "8.8.8.8",
              "library", Map.of("name", "analytics.js", "version", "2.11.1"),
              "page", Map.of("path", "/", "url", "https://example.com/", "title", "Home")));
      event.put(kind == 9 ? "traits" : "properties", properties(random, kind));
      events.add(event);
    }
    return events;
  }

  private static Map<String, Object> properties(Random random, int kind) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) {
      properties.put("alwaysThere" + i, "a value of event " + kind);
    }
    for (int i = 0; i < 7; i++) {
      if (random.nextInt(10) < 3) {
        Object value = i % 2 == 0 ? (Object) (long) i : new BigDecimal(i + ".25");
        properties.put("optional" + kind + "Property" + i, value);
      }
    }
    return properties;
  }

  private static List<Map<String, Object>> lines(int count) {
    Random random = new Random(42);
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", "%026x".formatted(i));
      line.put("timestamp", "2026-01-31T10:15:30.123Z");
      line.put("level", random.nextInt(10) == 0 ? "WARN" : "INFO");
      line.put("message", "GET /orders/" + random.nextInt(100_000) + " answered in 12 ms");
      line.put("service", "shop");
      line.put("http", Map.of("status", 200L, "method", "GET"));
      lines.add(line);
    }
    return lines;
  }
}
