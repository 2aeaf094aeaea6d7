package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oneway.run.Rejection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParseFieldTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
  private static final String BERLIN = "sourceZone: Europe/Berlin";

  static Stream<Arguments> dates() {
    return Stream.of(
        arguments("dd.MM.yyyy", "31.01.2026", DAY),
        arguments("dd.MM.yyyy", " 31.01.2026 ", DAY),
        arguments("dd.MM.uuuu", "31.01.2026", DAY),
        arguments("dd.MM.yy", "31.01.26", DAY),
        arguments("yyyyMMdd", "20260131", DAY),
        arguments("yyyyMMdd", 20260131L, DAY),
        arguments("yyyyMMdd", 20260131, DAY),
        arguments("d MMM yyyy", "31 JAN 2026", DAY),
        arguments("'EEEE, d MMMM yyyy'", "saturday, 31 january 2026", DAY),
        arguments("'M/d/yyyy h:mm a'", "1/31/2026 5:15 pm", DAY),
        arguments("\"yyyy-MM-dd'T'HH:mm[XXX]\"", "2026-01-31T23:30-11:00", DAY),
        arguments("yyyy-DDD", "2026-031", DAY),
        arguments("[dd.MM.yyyy, iso, M/d/yyyy]", "31.01.2026", DAY),
        arguments("[dd.MM.yyyy, iso, M/d/yyyy]", "2026-01-31T23:00:00Z", DAY),
        arguments("[dd.MM.yyyy, iso, M/d/yyyy]", "1/31/2026", DAY),
        arguments("[d/M/yyyy, M/d/yyyy]", "2/1/2026", LocalDate.of(2026, 1, 2)),
        arguments("[d/M/yyyy, M/d/yyyy]", "1/31/2026", DAY),
        arguments("dd.MM.yyyy", DAY, DAY),
        arguments("dd.MM.yyyy", "", null));
  }

  @ParameterizedTest
  @MethodSource("dates")
  void aDateIsReadInTheFormTheSourceWrites(String parse, Object given, Object expected) {
    Mapping mapping = Mappings.ofField("{ from: x, type: date, parse: " + parse + " }");

    assertThat(Mappings.delivered(mapping, record(given)).get("f")).isEqualTo(expected);
  }

  static Stream<Arguments> instants() {
    String at = "2026-01-31T10:15:30Z";
    return Stream.of(
        arguments("parse: 'dd.MM.yyyy HH:mm:ss', " + BERLIN, "31.01.2026 11:15:30", at),
        arguments("parse: 'dd.MM.yyyy HH:mm:ss XXX'", "31.01.2026 11:15:30 +01:00", at),
        arguments("parse: 'dd.MM.yyyy HH:mm:ss VV'", "31.01.2026 11:15:30 Europe/Berlin", at),
        arguments("parse: 'dd.MM.yyyy HH:mm:ss[ XXX]', " + BERLIN, "31.01.2026 11:15:30", at),
        arguments("parse: 'dd.MM.yyyy HH:mm:ss[ XXX]', " + BERLIN, "31.01.2026 10:15:30 Z", at),
        arguments("parse: 'EEE, dd MMM yyyy HH:mm:ss Z'", "Sat, 31 Jan 2026 11:15:30 +0100", at),
        arguments("parse: [iso, epoch-seconds]", at, at),
        arguments("parse: [iso, epoch-seconds]", 1769854530L, at),
        arguments("parse: [epoch-seconds, epoch-millis]", 1769854530000L, at),
        arguments("parse: epoch-seconds", "1769854530", at),
        arguments("parse: epoch-seconds", " -1.5 ", "1969-12-31T23:59:58.500Z"),
        arguments(
            "parse: epoch-seconds",
            new BigDecimal("1769854530.000000001"),
            "2026-01-31T10:15:30.000000001Z"),
        arguments("parse: epoch-seconds", new BigDecimal("1.769854530E+9"), at),
        arguments("parse: epoch-seconds", BigInteger.ZERO, "1970-01-01T00:00:00Z"),
        arguments("parse: epoch-seconds", new BigDecimal("0E+999999999"), "1970-01-01T00:00:00Z"),
        arguments("parse: epoch-seconds", 0.1, "1970-01-01T00:00:00.100Z"),
        arguments("parse: epoch-seconds", 253402300799L, "9999-12-31T23:59:59Z"),
        arguments("parse: epoch-seconds", -62135596800L, "0001-01-01T00:00:00Z"),
        arguments("parse: epoch-millis", -1L, "1969-12-31T23:59:59.999Z"),
        arguments("parse: epoch-millis", new BigDecimal("1769854530000.0"), at),
        arguments("parse: epoch-millis", Instant.parse(at), at),
        // the clocks show 02:30 twice: first in summer time
        arguments("parse: 'd.M.yyyy H:mm', " + BERLIN, "25.10.2026 2:30", "2026-10-25T00:30:00Z"),
        arguments(
            "parse: 'd.M.yyyy H:mm VV'", "25.10.2026 2:30 Europe/Berlin", "2026-10-25T00:30:00Z"));
  }

  @ParameterizedTest
  @MethodSource("instants")
  void aPointInTimeIsReadInTheFormTheSourceWrites(String words, Object given, String expected) {
    Mapping mapping = Mappings.ofField("{ from: x, type: instant, " + words + " }");

    assertThat(Mappings.delivered(mapping, record(given)).get("f"))
        .isEqualTo(Instant.parse(expected));
  }

  static Stream<Arguments> wrong() {
    String day = "type: date, parse: dd.MM.yyyy";
    String seconds = "type: instant, parse: epoch-seconds";
    String millis = "type: instant, parse: epoch-millis";
    String local = "type: instant, parse: 'dd.MM.yyyy HH:mm[ XXX]'";
    return Stream.of(
        arguments(day, "31.02.2026", "\"31.02.2026\", but must be a date written as `dd.MM.yyyy`."),
        arguments(day, "2026-01-31", "written as `dd.MM.yyyy`."),
        arguments(day, "31.01.2026x", "written as `dd.MM.yyyy`."),
        arguments(day, "31.01.26", "written as `dd.MM.yyyy`."),
        arguments(day, 31012026L, "`x` is 31012026"),
        arguments(day, true, "`x` is true"),
        arguments(day, "1".repeat(1_000_000), "a text of 1000000 characters"),
        arguments(day, java.sql.Date.valueOf(DAY), "`x` is a Date"),
        arguments("type: date, parse: [yyyyMMdd, iso]", "x", "written as `yyyyMMdd` or `iso`."),
        arguments("type: date, parse: yyyyMMdd", new BigDecimal("1e400"), "1E+400"),
        arguments("type: date, parse: [yyyyMMdd, iso]", "2026-02-30", "written as"),
        arguments("type: date, parse: 'EEE d MMM yyyy'", "Fri 31 Jan 2026", "written as"),
        arguments(seconds, new BigDecimal("1e400"), "`x` is 1E+400, but must be a point in time"),
        arguments(seconds, new BigDecimal("1e999999999"), "written as `epoch-seconds`."),
        arguments(seconds, new BigDecimal("1e-999999999"), "written as `epoch-seconds`."),
        arguments(seconds, BigInteger.TEN.pow(5000), "written as `epoch-seconds`."),
        arguments(seconds, 1769854530000L, "written as `epoch-seconds`."),
        arguments(seconds, Long.MIN_VALUE, "written as `epoch-seconds`."),
        arguments(seconds, Double.NaN, "must be a finite number"),
        arguments(seconds, "1e9", "written as `epoch-seconds`."),
        arguments(seconds, "9".repeat(100_000), "a text of 100000 characters"),
        arguments(seconds, "0.0000000001", "written as `epoch-seconds`."),
        arguments(seconds, "2026-01-31T10:15:30Z", "written as `epoch-seconds`."),
        arguments(seconds, "-", "written as `epoch-seconds`."),
        arguments(millis, "1.5", "written as `epoch-millis`."),
        arguments(local, "31.01.2026 10:15", "name the `sourceZone`"),
        arguments(
            local + ", sourceZone: Europe/Berlin",
            "29.03.2026 02:30",
            "the clocks of Europe/Berlin show"),
        arguments(
            "type: instant, parse: 'dd.MM.yyyy HH:mm VV'",
            "29.03.2026 02:30 Europe/Berlin",
            "the clocks of Europe/Berlin show"),
        arguments(
            "type: instant, parse: 'dd.MM.yyyy[ HH:mm]', sourceZone: UTC",
            "31.01.2026",
            "must be a point in time"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrittenOtherwiseIsRefusedByName(String words, Object given, String reason) {
    Rejection rejection =
        Mappings.rejected(Mappings.ofField("{ from: x, " + words + " }"), record(given));

    assertThat(rejection.category()).isEqualTo("type");
    assertThat(rejection.reason()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parse: iso                        | 4:25 | `parse` is for dates and points in time only.",
        "type: text, parse: iso            | 4:37 | Add `type: date` or `type: instant`",
        "type: date, parse: HH:mm          | 4:44 | says no day, month and year",
        "type: date, parse: MM.yyyy        | 4:44 | says no day, month and year",
        "type: date, parse: YYYY-MM-dd     | 4:44 | Write `yyyy` (not `YYYY`)",
        "type: date, parse: yyyy-MM-DD     | 4:44 | has the day of the year, `D`. Write",
        "type: date, parse: '[dd.MM.yyyy][M/d/yyyy]' | 4:44 | and several patterns as a list.",
        "type: date, parse: dd.MM.yyyy HH:MM | 4:44 | has the month `M` twice. Write minutes as",
        "type: date, parse: epoch-seconds  | 4:44 | is a point in time, not a date",
        "type: date, parse: []             | 4:44 | `parse` is empty",
        "type: date, parse: [iso, [iso]]   | 4:50 | `parse` must be a single text",
        "type: date, parse: Iso            | 4:44 | Did you mean `iso`?",
        "type: instant, parse: epoch-milis | 4:47 | Did you mean `epoch-millis`?",
        "type: instant, parse: dd.MM.yyyy  | 4:47 | says no time of day",
        "type: instant, parse: 'dd.MM.yyyy hh:mm', sourceZone: UTC | 4:47 | `hh:mm a` for a time",
        "type: instant, parse: 'dd.MM.yyyy HH:mm' | 4:47 | says no offset. Add `sourceZone:`",
        "type: date, parse: dd.MM.yyyy, default: 31.12.9999 | 4:65 | The default is",
        "type: datum, parse: iso           | 4:31 | `type: datum` is unknown"
      })
  void aFormThatCanNotBeReadIsAFaultAtItsPlace(
      String words, String place, String message, @TempDir Path folder) {
    assertThat(Mappings.faultsIn(folder, "fields: { f: { from: x, " + words + " } }\n"))
        .singleElement()
        .asString()
        .startsWith("m.yaml:" + place + ": ")
        .contains(message);
  }

  @Test
  void aDefaultIsWrittenInIsoForm() {
    Mapping mapping =
        Mappings.ofField("{ from: y, type: date, parse: dd.MM.yyyy, default: 2026-01-31 }");

    assertThat(Mappings.delivered(mapping, record("")).get("f")).isEqualTo(DAY);
  }

  @Test
  void aDatabasesTimesNeedNoForm() {
    Mapping mapping =
        Mappings.ofField("{ from: x, type: instant, parse: 'd.M.yyyy H:mm', sourceZone: UTC }");

    assertThat(
            Mappings.delivered(mapping, record(LocalDateTime.parse("2026-01-31T10:15"))).get("f"))
        .isEqualTo(Instant.parse("2026-01-31T10:15:00Z"));
  }

  private static Map<String, Object> record(Object value) {
    return new HashMap<>(Map.of("id", 1L, "x", value));
  }
}
