package dev.oneway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
  private static final byte[] BYTES = {0, -1, 127, 64};

  @Test
  void numbersComeBackWithEveryDigit() {
    Map<String, Object> record =
        Map.of(
            "long", 99999999999999999L,
            "big", new BigInteger("123456789012345678901234567890"),
            "decimal", new BigDecimal("67.174118"),
            "zeros", new BigDecimal("67.1740"),
            "huge", new BigDecimal("1e400"),
            "tiny", new BigDecimal("1e-400"),
            "negative", -1L);
    assertThat(roundTrip(record)).isEqualTo(record);
  }

  @Test
  void aNumberIsNeverADouble() {
    Map<String, Object> record =
        RecordJson.readRecord("{\"a\":0.1,\"b\":1e2,\"c\":[1.50],\"d\":7}");
    assertThat(record)
        .containsEntry("a", new BigDecimal("0.1"))
        .containsEntry("b", new BigDecimal("1e2"))
        .containsEntry("c", List.of(new BigDecimal("1.50")))
        .containsEntry("d", 7L);
  }

  @Test
  void textsComeBackUntouched() {
    Map<String, Object> record =
        Map.of("text", " a\u0000b\r\n\t\"\\/ ä € \uD83D\uDE00 e\u0301 \u2028 ");
    assertThat(roundTrip(record)).isEqualTo(record);
    assertThat(RecordJson.write(record)).doesNotContain("\n").doesNotContain("\0");
  }

  @Test
  void aTextMayBeLongerThanJacksonLikes() {
    Map<String, Object> record = Map.of("document", "x".repeat(21_000_000));
    assertThat(roundTrip(record)).isEqualTo(record);
  }

  @Test
  void binaryComesBackFromAnyDepth() {
    Map<String, Object> record =
        Map.of(
            "top", BYTES,
            "list", List.of("a", BYTES),
            "deep", Map.of("list", List.of(Map.of("pdf", BYTES, "name", "x"))));
    assertThat(roundTrip(record)).usingRecursiveComparison().isEqualTo(record);
  }

  @Test
  void whatOnlyLooksLikeBinaryStaysWhatItIs() {
    Map<String, Object> record =
        Map.of(
            "no-base64", Map.of("$binary", "not base64!"),
            "more", Map.of("$binary", "AAAA", "x", 1L),
            "number", Map.of("$binary", 1L));
    assertThat(roundTrip(record)).isEqualTo(record);
  }

  @Test
  void timesAreWrittenAsIsoText() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("date", LocalDate.parse("2026-01-31"));
    record.put("time", LocalTime.parse("10:15:30.120"));
    record.put("local", LocalDateTime.parse("2026-01-31T10:15:30"));
    record.put("offset", OffsetDateTime.parse("2026-01-31T10:15:30+05:30"));
    record.put("instant", Instant.parse("2026-01-31T10:15:30.123Z"));
    assertThat(roundTrip(record))
        .containsEntry("date", "2026-01-31")
        .containsEntry("time", "10:15:30.120")
        .containsEntry("local", "2026-01-31T10:15:30")
        .containsEntry("offset", "2026-01-31T10:15:30+05:30")
        .containsEntry("instant", "2026-01-31T10:15:30.123Z");
  }

  @Test
  void nullsEmptinessAndOrderStay() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("z", null);
    record.put("a", Arrays.asList(null, Map.of(), List.of(), "", true));
    record.put("m", Map.of());
    assertThat(roundTrip(record)).isEqualTo(record);
    assertThat(roundTrip(record).keySet()).containsExactly("z", "a", "m");
  }

  @Test
  void aDeepRecordComesBack() {
    Object value = "bottom";
    for (int depth = 0; depth < 900; depth++) {
      value = depth % 2 == 0 ? List.of(value) : Map.of("in", value);
    }
    Map<String, Object> record = Map.of("deep", value);
    assertThat(RecordJson.write(roundTrip(record))).isEqualTo(RecordJson.write(record));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"topsecret\"", "topsecret", "{\"a\":topsecret}", "{"})
  void whatIsNoJsonObjectIsRefusedWithoutQuotingIt(String json) {
    assertThatThrownBy(() -> RecordJson.readRecord(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a JSON object")
        .satisfies(e -> assertThat(printed(e)).doesNotContain("topsecret"));
  }

  private static String printed(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static Map<String, Object> roundTrip(Map<String, Object> record) {
    return RecordJson.readRecord(RecordJson.write(record));
  }
}
