package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.Shape;
import dev.oneway.run.Traffic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqliteTypesTest extends DatabaseTest {
  private final Shape typed = shape("typed", "*id", "v");

  /** What SQLite then holds, as {@code typeof|quote}. */
  static List<Arguments> values() {
    Instant instant = Instant.parse("2026-03-08T07:30:00.120Z");
    return List.of(
        Arguments.of("TEXT", "a\tb\\N", "text|'a\tb\\N'"),
        Arguments.of("TEXT", 42L, "text|'42'"),
        Arguments.of("TEXT", true, "text|'true'"),
        Arguments.of(
            "TEXT", new BigDecimal("12345678901234567890.10"), "text|'12345678901234567890.10'"),
        Arguments.of("TEXT", new BigInteger("9".repeat(30)), "text|'" + "9".repeat(30) + "'"),
        Arguments.of("INTEGER", Long.MIN_VALUE, "integer|-9223372036854775808"),
        Arguments.of("INTEGER", new BigDecimal("42.0"), "integer|42"),
        Arguments.of("BOOLEAN", true, "integer|1"),
        Arguments.of("BOOLEAN", false, "integer|0"),
        Arguments.of("REAL", new BigDecimal("0.1"), "real|0.1"),
        Arguments.of("REAL", 5L, "real|5.0"),
        Arguments.of("DECIMAL(10,2)", new BigDecimal("19.99"), "real|19.99"),
        Arguments.of("DECIMAL(10,2)", "19.99", "real|19.99"),
        Arguments.of(
            "", new BigDecimal("12345678901234567890.12"), "text|'12345678901234567890.12'"),
        Arguments.of("BLOB", new byte[] {0, 1, -1}, "blob|X'0001FF'"),
        Arguments.of("TEXT", new byte[] {0, 1, -1}, "blob|X'0001FF'"),
        Arguments.of("DATE", LocalDate.of(2026, 2, 28), "text|'2026-02-28'"),
        Arguments.of("TEXT", LocalTime.of(7, 0), "text|'07:00:00'"),
        Arguments.of(
            "DATETIME", LocalDateTime.parse("2026-03-08T02:30"), "text|'2026-03-08T02:30:00'"),
        Arguments.of("DATETIME", instant, "text|'2026-03-08T07:30:00.120Z'"),
        Arguments.of(
            "TEXT", Instant.parse("2026-03-08T07:30:00Z"), "text|'2026-03-08T07:30:00.000Z'"),
        Arguments.of("TEXT", instant.plusNanos(1000), "text|'2026-03-08T07:30:00.120001Z'"),
        Arguments.of(
            "TEXT",
            OffsetDateTime.parse("2026-03-08T02:30:00+05:30"),
            "text|'2026-03-07T21:00:00.000Z'"),
        Arguments.of("TEXT", Map.of("a", new BigDecimal("1.10")), "text|'{\"a\":1.10}'"),
        Arguments.of("TEXT", List.of(1L, "x"), "text|'[1,\"x\"]'"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void arrivesExactlyAndThenIsUnchanged(String type, Object value, String expected)
      throws Exception {
    Database database = open(Engine.SQLITE);
    database.run("CREATE TABLE typed (id INTEGER PRIMARY KEY, v " + type + ")");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "typed");

    assertThat(write(upsert, record(typed, 1L, value))).containsEntry("1", "created");
    assertThat(database.rows("SELECT typeof(v), quote(v) FROM typed")).containsExactly(expected);
    assertThat(write(upsert, record(typed, 1L, value))).containsEntry("1", "unchanged");
    assertThat(write(upsert, record(typed, 1L, null))).containsEntry("1", "updated");
    assertThat(write(upsert, record(typed, 1L, value))).containsEntry("1", "updated");
    assertThat(database.rows("SELECT typeof(v), quote(v) FROM typed")).containsExactly(expected);
  }

  /** SQLite would round them and say nothing. */
  @ParameterizedTest
  @MethodSource("tooLong")
  void aNumberThatWouldLoseDigitsIsRefused(String type, Object value) throws Exception {
    Database database = open(Engine.SQLITE);
    database.run("CREATE TABLE typed (id INTEGER PRIMARY KEY, v " + type + ")");

    var outcomes =
        new JdbcUpsert(database.pool(), "typed")
            .write(List.of(record(typed, 1L, value), record(typed, 2L, 1L)), new Traffic());

    assertThat(words(outcomes)).isEqualTo(Map.of("1", "refused type v", "2", "created"));
    assertThat(reason(outcomes)).contains("declare the column TEXT");
  }

  static List<Arguments> tooLong() {
    return List.of(
        Arguments.of("NUMERIC", new BigDecimal("12345678901234567890.12")),
        Arguments.of("INTEGER", new BigInteger("9".repeat(30))),
        Arguments.of("INTEGER", new BigDecimal("1E+2147483647")),
        Arguments.of("REAL", Long.MAX_VALUE),
        Arguments.of("NUMERIC", "12345678901234567890.12"));
  }

  @Test
  void aStrictTableRefusesWhatItsTypesCannotHold() throws Exception {
    Database database = open(Engine.SQLITE);
    database.run("CREATE TABLE typed (id INTEGER PRIMARY KEY, v INTEGER) STRICT");

    assertThat(
            write(
                new JdbcUpsert(database.pool(), "typed"),
                record(typed, 1L, "x"),
                record(typed, 2L, new BigDecimal("1.5")),
                record(typed, 3L, "3")))
        .isEqualTo(Map.of("1", "refused type v", "2", "refused type v", "3", "created"));
  }

  @Test
  void aChangeOfCaseIsDeliveredWhereTheColumnIgnoresIt() throws Exception {
    Database database = open(Engine.SQLITE);
    database.run("CREATE TABLE typed (id TEXT COLLATE NOCASE PRIMARY KEY, v TEXT COLLATE NOCASE)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "typed");
    write(upsert, record(typed, "k", "a"));

    assertThat(write(upsert, record(typed, "K", "A"))).containsEntry("K", "updated");
  }

  /** A table's own ON CONFLICT clause must not replace rows behind our back. */
  @Test
  void aTableThatReplacesOnConflictStillRefuses() throws Exception {
    Database database = open(Engine.SQLITE);
    database.run(
        "CREATE TABLE typed (id INTEGER PRIMARY KEY, v TEXT UNIQUE ON CONFLICT REPLACE)",
        "INSERT INTO typed VALUES (1, 'taken')");

    assertThat(write(new JdbcUpsert(database.pool(), "typed"), record(typed, 2L, "taken")))
        .containsEntry("2", "refused constraint v");
    assertThat(database.rows("SELECT * FROM typed")).containsExactly("1|taken");
  }

  @Test
  void aTableWithoutRowidWorks() throws Exception {
    Database database = open(Engine.SQLITE);
    database.run("CREATE TABLE typed (id TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "main.typed");

    assertThat(write(upsert, record(typed, "a", 1L))).containsEntry("a", "created");
    assertThat(write(upsert, record(typed, "a", 2L))).containsEntry("a", "updated");
  }
}
