package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.Shape;
import dev.oneway.run.Outcome;
import dev.oneway.run.Traffic;
import dev.oneway.testing.Postgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type is written, read back as PostgreSQL's own text in UTC, and written again. */
class PostgresTypesTest extends DatabaseTest {
  private static Database shared;
  private final Shape typed = shape("typed", "*id", "v");

  static List<Arguments> values() {
    Instant instant = Instant.parse("2026-03-08T07:30:00.123456Z");
    OffsetDateTime offset = OffsetDateTime.parse("2026-03-08T02:30:00+05:30");
    LocalDateTime local = LocalDateTime.parse("2026-03-08T02:30:00.5");
    byte[] bytes = {0, 1, 9, 10, 13, 39, 92, -1};
    return List.of(
        Arguments.of("text", "a\tb\\N", "a\tb\\N"),
        Arguments.of("text", true, "true"),
        Arguments.of("text", new BigDecimal("12.50"), "12.50"),
        Arguments.of("text", Map.of("a", 1L), "{\"a\":1}"),
        Arguments.of("text", List.of(1L, "x"), "[1,\"x\"]"),
        Arguments.of("text", offset, "2026-03-08T02:30:00+05:30"),
        Arguments.of("varchar(3)", "äöü", "äöü"),
        Arguments.of("char(5)", "ab", "ab"),
        Arguments.of("smallint", -32768L, "-32768"),
        Arguments.of("int", 2147483647L, "2147483647"),
        Arguments.of("int", "42", "42"),
        Arguments.of("bigint", Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of("bigint", new BigDecimal("42"), "42"),
        Arguments.of("numeric", new BigInteger("9".repeat(60)), "9".repeat(60)),
        Arguments.of(
            "numeric",
            new BigDecimal("0.10000000000000000000001000"),
            "0.10000000000000000000001000"),
        Arguments.of("numeric(10,2)", new BigDecimal("1.500"), "1.50"),
        Arguments.of("numeric(10,2)", 7L, "7.00"),
        Arguments.of("numeric(10,2)[]", List.of(new BigDecimal("1.5")), "{1.50}"),
        Arguments.of("numeric", new BigDecimal("1E+5"), "100000"),
        Arguments.of("real", new BigDecimal("0.1"), "0.1"),
        Arguments.of("real", new BigDecimal("16777217"), "1.6777216e+07"),
        Arguments.of("double precision", new BigDecimal("0.1"), "0.1"),
        Arguments.of("double precision", new BigDecimal("1E-300"), "1e-300"),
        Arguments.of("double precision", "NaN", "NaN"),
        Arguments.of("boolean", true, "true"),
        Arguments.of("boolean", "no", "false"),
        Arguments.of("date", LocalDate.of(2026, 2, 28), "2026-02-28"),
        Arguments.of("date", LocalDate.of(12026, 2, 28), "12026-02-28"),
        Arguments.of("date", LocalDate.of(-43, 3, 15), "0044-03-15 BC"),
        Arguments.of("date", Instant.parse("2026-01-01T03:00:00Z"), "2026-01-01"),
        Arguments.of("time", LocalTime.of(23, 59, 59, 999_999_000), "23:59:59.999999"),
        Arguments.of("time", LocalTime.of(7, 0), "07:00:00"),
        Arguments.of("date", LocalDate.MAX, "infinity"),
        Arguments.of("date", LocalDate.MIN, "-infinity"),
        Arguments.of("timestamp", LocalDateTime.MAX, "infinity"),
        Arguments.of("timestamp", LocalDateTime.MIN, "-infinity"),
        Arguments.of("timestamptz", OffsetDateTime.MAX, "infinity"),
        Arguments.of("timestamptz", OffsetDateTime.MIN, "-infinity"),
        Arguments.of("timestamptz", Instant.MAX, "infinity"),
        Arguments.of("timestamptz[]", List.of(OffsetDateTime.MAX), "{infinity}"),
        Arguments.of("date", "2026-01-31", "2026-01-31"),
        Arguments.of("time", "10:15:00.5", "10:15:00.5"),
        Arguments.of("timestamp", "2026-01-31T10:15:00", "2026-01-31 10:15:00"),
        Arguments.of("timestamp", "2026-01-31 10:15:00.123", "2026-01-31 10:15:00.123"),
        Arguments.of("timestamp", "Jan 31 10:15:00 2026", "2026-01-31 10:15:00"),
        Arguments.of("timestamp", local, "2026-03-08 02:30:00.5"),
        Arguments.of("timestamp", instant, "2026-03-08 07:30:00.123456"),
        Arguments.of("timestamp", offset, "2026-03-07 21:00:00"),
        Arguments.of(
            "timestamp(0)", Instant.parse("2026-01-01T00:00:00.6Z"), "2026-01-01 00:00:01"),
        Arguments.of("timestamptz", instant, "2026-03-08 07:30:00.123456+00"),
        Arguments.of("timestamptz", offset, "2026-03-07 21:00:00+00"),
        Arguments.of("timestamptz", local, "2026-03-08 02:30:00.5+00"),
        Arguments.of("timestamptz", LocalDate.of(2026, 7, 1), "2026-07-01 00:00:00+00"),
        Arguments.of("timestamptz", "2026-07-01 10:00:00", "2026-07-01 10:00:00+00"),
        Arguments.of("timestamptz", "2026-07-01T10:00:00-04:00", "2026-07-01 14:00:00+00"),
        Arguments.of(
            "uuid", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        Arguments.of("json", Map.of("a", Arrays.asList(1L, null)), "{\"a\":[1,null]}"),
        Arguments.of("json", "{\"raw\" : 1}", "{\"raw\" : 1}"),
        Arguments.of(
            "jsonb",
            Map.of("n", new BigDecimal("12345678901234567890.10")),
            "{\"n\": 12345678901234567890.10}"),
        Arguments.of("jsonb", List.of("x\"\\\n"), "[\"x\\\"\\\\\\n\"]"),
        Arguments.of("jsonb", 5L, "5"),
        Arguments.of("jsonb", instant, "\"2026-03-08T07:30:00.123456Z\""),
        Arguments.of("bytea", bytes, "\\x0001090a0d275cff"),
        Arguments.of("text", "é".getBytes(StandardCharsets.UTF_8), "w6k="),
        Arguments.of("int[]", Arrays.asList(1L, null, 3L), "{1,NULL,3}"),
        Arguments.of("int[]", List.of(List.of(1L, 2L), List.of(3L, 4L)), "{{1,2},{3,4}}"),
        Arguments.of(
            "text[]",
            List.of("a,b", "\"q\"", "\\", "{x}", "", "NULL"),
            "{\"a,b\",\"\\\"q\\\"\",\"\\\\\",\"{x}\",\"\",\"NULL\"}"),
        Arguments.of("text[]", List.of(), "{}"),
        Arguments.of("varchar(3)[]", List.of("abc"), "{abc}"),
        Arguments.of("jsonb[]", List.of(Map.of("a", 1L), List.of(2L)), "{\"{\\\"a\\\": 1}\",[2]}"),
        Arguments.of("json[]", List.of(Map.of("a", 1L)), "{\"{\\\"a\\\":1}\"}"),
        Arguments.of("bytea[]", List.of(bytes), "{\"\\\\x0001090a0d275cff\"}"),
        Arguments.of("timestamptz[]", List.of(instant), "{\"2026-03-08 07:30:00.123456+00\"}"),
        Arguments.of("mood", "happy", "happy"),
        Arguments.of("mood[]", List.of("happy"), "{happy}"),
        Arguments.of("positive", 5L, "5"),
        Arguments.of("short", "abc", "abc"),
        Arguments.of("inet", "192.168.0.1/24", "192.168.0.1/24"),
        Arguments.of("interval", "1 day", "1 day"),
        Arguments.of("point", "(1,2)", "(1,2)"),
        Arguments.of("xml", "<a>1</a>", "<a>1</a>"),
        Arguments.of("bit(3)", "101", "101"),
        Arguments.of("int4range", "[1,5)", "[1,5)"),
        Arguments.of("tsvector", "'a':1", "'a':1"),
        Arguments.of("pair", "(1,2)", "(1,2)"));
  }

  @BeforeAll
  static void openShared() {
    shared = new Database(Postgres.newDatabase(), true);
    shared.run(
        "CREATE TYPE mood AS ENUM ('sad', 'happy')",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE DOMAIN short AS varchar(3)",
        "CREATE DOMAIN price AS numeric(10, 2)",
        "CREATE TYPE pair AS (n int, t json)");
  }

  @AfterAll
  static void closeShared() {
    shared.close();
  }

  @ParameterizedTest
  @MethodSource("values")
  void arrivesExactlyAndThenIsUnchanged(String type, Object value, String expected)
      throws Exception {
    shared.run(
        "DROP TABLE IF EXISTS typed", "CREATE TABLE typed (id int PRIMARY KEY, v " + type + ")");
    JdbcUpsert upsert = new JdbcUpsert(shared.pool(), "typed");

    assertThat(write(upsert, record(typed, 1L, value))).containsEntry("1", "created");
    assertThat(storedInUtc()).isEqualTo(expected);
    assertThat(write(upsert, record(typed, 2L, value))).containsEntry("2", "created");
    assertThat(storedInUtc()).as("as one of many new ones").isEqualTo(expected);
    assertThat(write(upsert, record(typed, 1L, value))).containsEntry("1", "unchanged");
    assertThat(write(upsert, record(typed, 1L, null))).containsEntry("1", "updated");
    assertThat(write(upsert, record(typed, 1L, value))).containsEntry("1", "updated");
    assertThat(storedInUtc()).isEqualTo(expected);
  }

  static List<Arguments> losses() {
    String offset = "2026-01-31T10:15:00+02:00";
    return List.of(
        Arguments.of(
            "numeric(10,2)",
            new BigDecimal("12.345"),
            "12.345 has more decimals than numeric(10,2) holds"),
        Arguments.of("numeric(10,2)", "12.345", "12.345 has more decimals than numeric(10,2)"),
        Arguments.of("numeric(10)", new BigDecimal("0.5"), "0.5 has more decimals than"),
        Arguments.of("price", new BigDecimal("0.005"), "0.005 has more decimals than price holds"),
        Arguments.of("numeric(4,1)[]", List.of(new BigDecimal("0.55")), "more decimals"),
        Arguments.of("timestamp", offset, "offset of 2026-01-31T10:15:00+02:00; set type: instant"),
        Arguments.of("timestamp(0)", "2026-01-31T10:15:00Z", "set type: instant"),
        Arguments.of("timestamp", "2026-01-31 10:15:00.5 +02", "set type: instant"),
        Arguments.of("timestamp", "20260131T101500Z", "set type: instant"),
        Arguments.of("timestamp", "2026-01-31 10:15 Europe/Berlin", "set type: instant"),
        Arguments.of("timestamp[]", List.of(offset), "set type: instant"),
        Arguments.of("time", offset, "set type: instant"),
        Arguments.of("time", "10:15:00Z", "set type: instant"),
        Arguments.of("date", offset, "set type: date"),
        Arguments.of(
            "timestamptz", OffsetDateTime.MAX.minusSeconds(1), "can't be written as timestamp"));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void whatTheColumnWouldSilentlyCutIsRefused(String type, Object value, String reason)
      throws Exception {
    shared.run(
        "DROP TABLE IF EXISTS typed", "CREATE TABLE typed (id int PRIMARY KEY, v " + type + ")");

    List<Outcome> outcomes =
        new JdbcUpsert(shared.pool(), "typed")
            .write(List.of(record(typed, 1L, value), record(typed, 2L, null)), new Traffic());

    assertThat(words(outcomes)).isEqualTo(Map.of("1", "refused type v", "2", "created"));
    assertThat(reason(outcomes)).contains(reason);
  }

  /** Over a connection of its own, so that its zone can't leak into the pool's. */
  private static String storedInUtc() throws SQLException {
    try (Connection connection = DriverManager.getConnection(shared.pool().getJdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("SET TIME ZONE 'UTC'");
      try (ResultSet row =
          statement.executeQuery("SELECT string_agg(DISTINCT v::text, ' and ') FROM typed")) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** Types whose own equality is blind to a difference people see. */
  @Test
  void aChangeThatEqualityWouldOverlookIsDelivered() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        "CREATE TABLE typed (id int PRIMARY KEY, i interval, t text COLLATE blind)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "typed");
    Shape overlooked = shape("typed", "*id", "i", "t");
    write(upsert, record(overlooked, 1L, "24:00:00", "a"), record(overlooked, 2L, null, "a"));

    assertThat(
            write(upsert, record(overlooked, 1L, "1 day", "a"), record(overlooked, 2L, null, "A")))
        .isEqualTo(Map.of("1", "updated", "2", "updated"));
  }

  /** Keys meet by the column's own equality, however they are written. */
  @ParameterizedTest
  @MethodSource("keys")
  void keysMeetWhateverTheirText(String type, Object first, Object again) throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run("CREATE TABLE typed (id " + type + " PRIMARY KEY, v int)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "typed");

    assertThat(write(upsert, record(typed, first, 1L)).values()).containsOnly("created");
    assertThat(write(upsert, record(typed, again, 1L)).values()).containsOnly("unchanged");
    assertThat(write(upsert, record(typed, again, 2L)).values()).containsOnly("updated");
    assertThat(database.rows("SELECT v FROM typed")).containsExactly("2");
  }

  static List<Arguments> keys() {
    return List.of(
        Arguments.of(
            "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"),
        Arguments.of("numeric", new BigDecimal("1.50"), "1.5"),
        Arguments.of("numeric(10,2)", new BigDecimal("1.5"), "1.500"),
        Arguments.of("text", new BigDecimal("42.0"), 42L),
        Arguments.of("char(8)", "ab", "ab  "),
        Arguments.of(
            "timestamptz", Instant.parse("2026-01-01T00:00:00Z"), "2026-01-01T02:00:00+02"),
        Arguments.of(
            "timestamp(0)", "2026-01-01T00:00:00.2", LocalDateTime.parse("2026-01-01T00:00:00")),
        Arguments.of("date", LocalDate.of(2026, 1, 1), "2026-01-01"),
        Arguments.of("bigint", 7L, "007"),
        Arguments.of("text COLLATE \"C\"", "ä", "ä"));
  }

  @Test
  void aPartitionedTableTellsCreatedFromUpdated() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE TABLE typed (id int PRIMARY KEY, v int) PARTITION BY RANGE (id)",
        "CREATE TABLE low PARTITION OF typed FOR VALUES FROM (0) TO (100)",
        "CREATE TABLE high PARTITION OF typed FOR VALUES FROM (100) TO (200)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "typed");
    write(upsert, record(typed, 1L, 1L), record(typed, 101L, 1L));

    assertThat(
            write(
                upsert,
                record(typed, 1L, 1L),
                record(typed, 101L, 2L),
                record(typed, 102L, 1L),
                record(typed, 999L, 1L)))
        .isEqualTo(
            Map.of(
                "1", "unchanged", "101", "updated", "102", "created", "999", "refused constraint"));
  }
}
