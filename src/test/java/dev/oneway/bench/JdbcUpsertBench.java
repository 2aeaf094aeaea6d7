package dev.oneway.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.oneway.destination.jdbc.JdbcUpsert;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.Traffic;
import dev.oneway.testing.Postgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code jdbc-upsert} beside the batch upsert one would write by hand (one multi-row INSERT … ON
 * CONFLICT DO UPDATE through reWriteBatchedInserts, a commit per chunk), on the same PostgreSQL and
 * with the same records: a first load, the same again, and one in ten changed. The two take turns,
 * chunk by chunk, so that a busy machine is as unkind to the one as to the other.
 *
 * <p>Arguments: records (300000), records per chunk (1000).
 */
public final class JdbcUpsertBench {
  private static final List<String> NAMES =
      List.of("id", "name", "email", "city", "ref", "amount", "active", "born", "seen", "note");
  private static final Shape SHAPE = new Shape("mappings/bench.yaml", "ours", fields(), List.of());
  private static final String COLUMNS =
      "(id bigint PRIMARY KEY, name text, email text, city varchar(50), ref bigint,"
          + " amount numeric(12, 2), active boolean, born date, seen timestamptz, note text)";

  private final JdbcUpsert ours;
  private final Connection byHand;
  private final String upsert;

  private JdbcUpsertBench(String url) throws SQLException {
    byHand = DriverManager.getConnection(url + "&reWriteBatchedInserts=true");
    try (Statement statement = byHand.createStatement()) {
      statement.execute("CREATE TABLE ours " + COLUMNS);
      statement.execute("CREATE TABLE by_hand " + COLUMNS);
    }
    byHand.setAutoCommit(false);
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(1);
    ours = new JdbcUpsert(pool, "ours");
    upsert =
        "INSERT INTO by_hand VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            + NAMES.stream()
                .skip(1)
                .map(name -> name + " = EXCLUDED." + name)
                .collect(Collectors.joining(", "));
  }

  public static void main(String[] arguments) throws Exception {
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300_000;
    int chunk = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
    new JdbcUpsertBench(Postgres.newDatabase()).measure("warm-up", records / 10, chunk, 0);
    JdbcUpsertBench bench = new JdbcUpsertBench(Postgres.newDatabase());
    bench.measure("first load", records, chunk, 0);
    bench.measure("unchanged", records, chunk, 0);
    bench.measure("1 in 10 changed", records, chunk, 1);
  }

  private void measure(String what, int records, int chunk, int version) throws Exception {
    long oursNanos = 0;
    long byHandNanos = 0;
    for (int from = 0; from < records; from += chunk) {
      List<MappedRecord> batch = chunk(from, Math.min(records, from + chunk), version);
      long start = System.nanoTime();
      ours.write(batch, new Traffic());
      long between = System.nanoTime();
      writeByHand(batch);
      oursNanos += between - start;
      byHandNanos += System.nanoTime() - between;
    }
    System.out.printf(
        Locale.ROOT,
        "%-16s %d records: jdbc-upsert %,d/s, by hand %,d/s, ratio %.2f%n",
        what,
        records,
        perSecond(records, oursNanos),
        perSecond(records, byHandNanos),
        (double) byHandNanos / oursNanos);
  }

  private static long perSecond(int records, long nanos) {
    return Math.round(records * 1e9 / nanos);
  }

  private void writeByHand(List<MappedRecord> batch) throws SQLException {
    try (PreparedStatement statement = byHand.prepareStatement(upsert)) {
      for (MappedRecord record : batch) {
        statement.setLong(1, (Long) record.value(0));
        statement.setString(2, (String) record.value(1));
        statement.setString(3, (String) record.value(2));
        statement.setString(4, (String) record.value(3));
        statement.setLong(5, (Long) record.value(4));
        statement.setBigDecimal(6, (BigDecimal) record.value(5));
        statement.setBoolean(7, (Boolean) record.value(6));
        statement.setObject(8, record.value(7));
        statement.setTimestamp(9, Timestamp.from((Instant) record.value(8)));
        statement.setString(10, (String) record.value(9));
        statement.addBatch();
      }
      statement.executeBatch();
      byHand.commit();
    }
  }

  private static List<MappedRecord> chunk(int from, int to, int version) {
    List<MappedRecord> chunk = new ArrayList<>();
    for (int i = from; i < to; i++) {
      chunk.add(record(i, i % 10 == 0 ? version : 0));
    }
    return chunk;
  }

  private static MappedRecord record(long id, int version) {
    Object[] values = {
      id,
      "Name " + id,
      "mail" + id + "@example.com",
      id % 7 == 0 ? null : "City " + id % 100,
      id * 31,
      BigDecimal.valueOf(id, 2),
      id % 2 == 0,
      LocalDate.of(1970, 1, 1).plusDays(id % 10_000),
      Instant.ofEpochSecond(1_700_000_000 + id),
      "a note of some length, version " + version + ", as people write them " + id
    };
    return new MappedRecord(SHAPE, values, List.of(), Long.toString(id), null, Map.of());
  }

  private static List<Field> fields() {
    return NAMES.stream()
        .map(name -> new Field(name, name.equals("id"), WriteWhen.ALWAYS, 1, 1))
        .toList();
  }
}
