package dev.oneway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A time is written with its seconds wherever it becomes text or JSON. */
class IsoTimeTest {
  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of(OffsetDateTime.parse("2026-01-01T12:00+02:00"), "2026-01-01T12:00:00+02:00"),
        Arguments.of(OffsetDateTime.parse("2026-01-01T12:00Z"), "2026-01-01T12:00:00Z"),
        Arguments.of(
            OffsetDateTime.parse("2026-01-01T00:00:07-05:00"), "2026-01-01T00:00:07-05:00"),
        Arguments.of(
            OffsetDateTime.parse("2026-01-01T12:00:00.100+02:00"), "2026-01-01T12:00:00.100+02:00"),
        Arguments.of(Instant.parse("2026-01-01T12:00:00Z"), "2026-01-01T12:00:00Z"),
        Arguments.of(Instant.parse("2026-01-01T12:00:00.120Z"), "2026-01-01T12:00:00.120Z"),
        Arguments.of(LocalDateTime.parse("2026-01-01T12:00"), "2026-01-01T12:00:00"),
        Arguments.of(LocalDateTime.parse("2026-01-01T12:00:01"), "2026-01-01T12:00:01"),
        Arguments.of(LocalTime.parse("00:00"), "00:00:00"),
        Arguments.of(LocalTime.parse("23:59:59.000000001"), "23:59:59.000000001"),
        Arguments.of(LocalDate.parse("2026-01-01"), "2026-01-01"));
  }

  @ParameterizedTest
  @MethodSource("times")
  void secondsAreAlwaysWritten(Temporal time, String text) {
    assertThat(IsoTime.text(time)).isEqualTo(text);
    assertThat(Scalars.text(time)).isEqualTo(text);
    assertThat(Scalars.text(List.of(time))).isEqualTo("[\"" + text + "\"]");
    assertThat(RecordJson.write(Map.of("at", time))).isEqualTo("{\"at\":\"" + text + "\"}");
    assertThat(RecordJson.writePretty(Map.of("at", time))).contains("\"" + text + "\"");
  }

  @ParameterizedTest
  @MethodSource("times")
  void aRecordComesBackWithItsTimes(Temporal time, String text) {
    Map<String, Object> record = Map.of("at", time);
    String json = RecordJson.writeRecord(record);
    assertThat(json).contains("\"" + text + "\"");
    assertThat(RecordJson.readRecord(json)).isEqualTo(record);
  }
}
