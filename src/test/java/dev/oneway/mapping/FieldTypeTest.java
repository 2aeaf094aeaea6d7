package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oneway.record.Row;
import dev.oneway.run.Rejection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldTypeTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
  private static final LocalDateTime LOCAL = LocalDateTime.of(2026, 1, 31, 23, 30);
  private static final Instant INSTANT = Instant.parse("2026-01-31T10:15:30.123Z");

  static Stream<Arguments> right() {
    return Stream.of(
        arguments("text", " a\u0000b ", " a\u0000b "),
        arguments("text", "", ""),
        arguments("text", 12L, "12"),
        arguments("text", new BigDecimal("67.10"), "67.10"),
        arguments("text", new BigDecimal("1E+3"), "1000"),
        arguments("text", new BigDecimal("1e400"), "1E+400"),
        arguments("text", true, "true"),
        arguments("text", DAY, "2026-01-31"),
        arguments("text", INSTANT, "2026-01-31T10:15:30.123Z"),
        arguments("integer", 12L, 12L),
        arguments("integer", 12, 12L),
        arguments("integer", (short) 12, 12L),
        arguments("integer", "12", 12L),
        arguments("integer", " -12 ", -12L),
        arguments("integer", "+12", 12L),
        arguments("integer", "012", 12L),
        arguments("integer", "12.0", 12L),
        arguments("integer", "1e3", 1000L),
        arguments("integer", new BigDecimal("12.0"), 12L),
        arguments("integer", 12.0, 12L),
        arguments("integer", "99999999999999999", 99999999999999999L),
        arguments("integer", "9223372036854775807", Long.MAX_VALUE),
        arguments("integer", "9223372036854775808", new BigInteger("9223372036854775808")),
        arguments("integer", BigInteger.TEN, 10L),
        arguments("integer", "", null),
        arguments("decimal", "67.174118", new BigDecimal("67.174118")),
        arguments("decimal", "12.50", new BigDecimal("12.50")),
        arguments("decimal", "1e400", new BigDecimal("1e400")),
        arguments("decimal", "-.5", new BigDecimal("-0.5")),
        arguments("decimal", 99999999999999999L, new BigDecimal("99999999999999999")),
        arguments("decimal", new BigDecimal("0.00"), new BigDecimal("0.00")),
        arguments("decimal", 0.1, new BigDecimal("0.1")),
        arguments("decimal", 0.1f, new BigDecimal("0.1")),
        arguments("decimal", " ", null),
        arguments("boolean", true, true),
        arguments("boolean", "TRUE", true),
        arguments("boolean", "false", false),
        arguments("boolean", "0", false),
        arguments("boolean", 1L, true),
        arguments("boolean", new BigDecimal("1.0"), true),
        arguments("boolean", 0, false),
        arguments("boolean", "", null),
        arguments("date", DAY, DAY),
        arguments("date", "2026-01-31", DAY),
        arguments("date", "2026-01-31T23:30:00-11:00", DAY),
        arguments("date", "2026-01-31 23:30", DAY),
        arguments("date", LOCAL, DAY),
        arguments("date", OffsetDateTime.parse("2026-01-31T23:30:00-11:00"), DAY),
        arguments("date", Instant.parse("2026-01-31T23:59:59Z"), DAY),
        arguments("date", "", null),
        arguments("instant", INSTANT, INSTANT),
        arguments("instant", "2026-01-31T10:15:30.123Z", INSTANT),
        arguments("instant", "2026-01-31t10:15:30.123z", INSTANT),
        arguments("instant", "2026-01-31T11:15:30.123+01:00", INSTANT),
        arguments("instant", "2026-01-31T11:15:30.123+0100", INSTANT),
        arguments("instant", "2026-01-31 11:15:30.123+01", INSTANT),
        arguments("instant", " 2026-01-31 11:15:30.123 +0100 ", INSTANT),
        arguments("instant", "2026-01-31T10:15Z", Instant.parse("2026-01-31T10:15:00Z")),
        arguments("instant", OffsetDateTime.parse("2026-01-31T11:15:30.123+01:00"), INSTANT),
        arguments("instant", INSTANT.atZone(ZoneId.of("Asia/Tokyo")), INSTANT),
        arguments("instant", "", null),
        arguments("json", "{\"a\": [1, 2.50, null]}", nested()),
        arguments("json", "[]", List.of()),
        arguments("json", List.of("a"), List.of("a")),
        arguments("json", Map.of("a", 1L), Map.of("a", 1L)),
        arguments("json", "", null),
        arguments("binary", new byte[] {1, -1}, new byte[] {1, -1}),
        arguments("binary", "Af8=", new byte[] {1, -1}),
        arguments("binary", "Af8", new byte[] {1, -1}),
        arguments("binary", "AQ==", new byte[] {1}),
        arguments("binary", "+/+/", new byte[] {-5, -1, -65}),
        arguments("binary", " +/\r\n+/\t", new byte[] {-5, -1, -65}),
        arguments("binary", " ", null));
  }

  private static Map<String, Object> nested() {
    return Map.of("a", Arrays.asList(1L, new BigDecimal("2.50"), null));
  }

  @ParameterizedTest
  @MethodSource("right")
  void aTypeMakesItsJavaTypeOfEachValueItUnderstands(String type, Object given, Object expected) {
    Row row =
        Mappings.delivered(Mappings.ofField("{ from: x, type: " + type + " }"), record(given));

    assertThat(row.containsKey("f")).isTrue();
    assertThat(row.get("f")).isEqualTo(expected);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("text", Map.of(), "`x` is an object, but must be text"),
        arguments("text", new byte[] {1}, "`x` is binary, but must be text"),
        arguments("integer", "12.5", "`x` is \"12.5\", but must be a whole number"),
        arguments("integer", new BigDecimal("12.5"), "`x` is 12.5, but must be a whole number"),
        arguments("integer", new BigDecimal("1e999999999"), "must be a whole number"),
        arguments("integer", "1e999999999", "must be a whole number"),
        arguments("integer", "12a", "`x` is \"12a\""),
        arguments("integer", "١٢", "must be a whole number"),
        arguments("integer", "0x1F", "must be a whole number"),
        arguments("integer", true, "`x` is true"),
        arguments("integer", Double.NaN, "`x` is NaN, but must be a finite number"),
        arguments("decimal", "1,5", "`x` is \"1,5\", but must be a decimal number such as 12.50."),
        arguments("decimal", "Infinity", "must be a decimal number"),
        arguments("decimal", ".", "must be a decimal number"),
        arguments("decimal", Float.POSITIVE_INFINITY, "must be a finite number"),
        arguments("decimal", List.of(), "`x` is an array"),
        arguments("boolean", "yes", "`x` is \"yes\", but must be true or false."),
        arguments("boolean", 2L, "`x` is 2"),
        arguments("boolean", DAY, "`x` is 2026-01-31"),
        arguments("date", "31.01.2026", "`x` is \"31.01.2026\", but must be a date"),
        arguments("date", "2026-02-30", "must be a date"),
        arguments("date", "2026-01-31garbage", "must be a date"),
        arguments("date", "2026-01-31Tgarbage", "must be a date"),
        arguments("date", 20260131L, "must be a date"),
        arguments("instant", 1769854530L, "`x` is 1769854530, but must be a point in time"),
        arguments("instant", "2026-01-31", "must be a point in time"),
        arguments("instant", "yesterday", "must be a point in time"),
        arguments("instant", "2026-01-31T25:00:00Z", "must be a point in time"),
        arguments("instant", "2026-01-31T10:15:30", "name the `sourceZone`"),
        arguments("instant", LOCAL, "name the `sourceZone`"),
        arguments("instant", java.sql.Timestamp.valueOf(LOCAL), "`x` is a Timestamp"),
        arguments("date", java.sql.Timestamp.valueOf(LOCAL), "`x` is a Timestamp"),
        arguments("binary", "Af9=", "`x` is \"Af9=\", but must be binary or a text of base64."),
        arguments("binary", "-_-_", "must be binary or a text of base64"),
        arguments("binary", "A", "must be binary or a text of base64"),
        arguments("binary", "Af8==", "must be binary or a text of base64"),
        arguments("binary", "AQ==AQ==", "must be binary or a text of base64"),
        arguments("binary", "é", "must be binary or a text of base64"),
        arguments("binary", 12L, "`x` is 12, but must be binary"),
        arguments("binary", List.of(1L), "must be binary or a text of base64"),
        arguments("json", "{", "must be an object or an array, or the JSON text of one"),
        arguments("json", "{} {}", "must be an object or an array, or the JSON text of one"),
        arguments("json", 5L, "must be an object or an array, or the JSON text of one"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aTypeRefusesWhatItDoesNotUnderstandByName(String type, Object given, String reason) {
    Mapping mapping = Mappings.ofField("{ from: x, type: " + type + " }");

    Rejection rejection = Mappings.rejected(mapping, record(given));

    assertThat(rejection.category()).isEqualTo("type");
    assertThat(rejection.field()).contains("f");
    assertThat(rejection.key()).contains("1");
    assertThat(rejection.reason()).contains(reason).endsWith(".");
  }

  static Stream<Arguments> untyped() {
    UUID uuid = UUID.fromString("8f14e45f-ceea-467f-a8b4-1d5b6a1e9c3d");
    LocalTime time = LocalTime.of(10, 15);
    return Stream.of(
        arguments("\u0000 byte for byte\r\n", "\u0000 byte for byte\r\n"),
        arguments(99999999999999999L, 99999999999999999L),
        arguments(new BigDecimal("67.174118"), new BigDecimal("67.174118")),
        arguments(new BigDecimal("1e400"), new BigDecimal("1e400")),
        arguments(new BigDecimal("1.10"), new BigDecimal("1.10")),
        arguments(7, 7L),
        arguments(0.1, new BigDecimal("0.1")),
        arguments(0.1f, new BigDecimal("0.1")),
        arguments(INSTANT, INSTANT),
        arguments(DAY, DAY),
        arguments(time, time),
        arguments(
            INSTANT.atZone(ZoneId.of("UTC")), OffsetDateTime.parse("2026-01-31T10:15:30.123Z")),
        arguments(uuid, uuid.toString()),
        arguments(Map.of("a", 0.5), Map.of("a", new BigDecimal("0.5"))),
        arguments(List.of(1, List.of(2.5)), List.of(1L, List.of(new BigDecimal("2.5")))));
  }

  @ParameterizedTest
  @MethodSource("untyped")
  void aFieldWithoutATypePassesItsValueInTheRowsOwnTypes(Object given, Object expected) {
    Row row = Mappings.delivered(Mappings.ofField("x"), record(given));

    assertThat(row.get("f")).isEqualTo(expected);
  }

  @Test
  void aFieldWithoutATypePassesTheSameTextListAndMap() {
    for (Object value : List.of("text", new ArrayList<>(List.of("a")), Map.of("b", 1L))) {
      assertThat(Mappings.delivered(Mappings.ofField("x"), record(value)).get("f")).isSameAs(value);
    }
  }

  @ParameterizedTest
  @MethodSource("unspeakable")
  void aFieldWithoutATypeRefusesWhatNoDestinationTakes(Object given, String reason) {
    Rejection rejection = Mappings.rejected(Mappings.ofField("x"), record(given));

    assertThat(rejection.category()).isEqualTo("type");
    assertThat(rejection.reason()).contains(reason);
  }

  static Stream<Arguments> unspeakable() {
    return Stream.of(
        arguments(Double.NaN, "finite"),
        arguments(List.of(Double.POSITIVE_INFINITY), "finite"),
        arguments(new Object(), "`x` is a Object, but must be text, a number"),
        arguments(java.sql.Timestamp.valueOf(LOCAL), "`x` is a Timestamp"),
        arguments(ZoneId.of("UTC"), "but must be text, a number"));
  }

  @Test
  void aReasonShowsAShortValueWithItsControlCharactersEscapedAndNeverALongOne() {
    Mapping mapping = Mappings.ofField("{ from: x, type: integer }");

    assertThat(Mappings.rejected(mapping, record("a\n\u0085\u202e\"")).reason())
        .contains("`x` is \"a\\n\\u0085\\u202e\\\"\", but");
    assertThat(Mappings.rejected(mapping, record("a".repeat(58))).reason()).contains("\"aaa");
    assertThat(Mappings.rejected(mapping, record("a".repeat(59))).reason())
        .contains("`x` is a text of 59 characters, but");
  }

  private static Map<String, Object> record(Object value) {
    Map<String, Object> record = new HashMap<>();
    record.put("id", 1L);
    record.put("x", value);
    return record;
  }
}
