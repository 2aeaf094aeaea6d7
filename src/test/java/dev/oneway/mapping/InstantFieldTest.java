package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstantFieldTest {
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin,    2026-01-31T10:15:30,       2026-01-31T09:15:30Z",
    "Europe/Berlin,    2026-07-31 10:15:30.5,     2026-07-31T08:15:30.5Z",
    "Europe/Berlin,    2026-07-31T10:15:30Z,      2026-07-31T10:15:30Z",
    "America/New_York, 2026-01-31 10:15,          2026-01-31T15:15:00Z",
    // the clocks show 02:30 twice: first in summer time
    "Europe/Berlin,    2026-10-25T02:30:00,       2026-10-25T00:30:00Z",
    "+05:30,           2026-01-31T10:15:30,       2026-01-31T04:45:30Z",
    "UTC,              2026-01-31 10:15:30.123456789, 2026-01-31T10:15:30.123456789Z"
  })
  void aLocalDateTimeIsReadInItsSourceZone(String zone, String given, String expected) {
    Mapping mapping = Mappings.ofField("{ from: x, type: instant, sourceZone: '" + zone + "' }");

    assertThat(valueOf(mapping, given)).isEqualTo(Instant.parse(expected));
  }

  @Test
  void aDatabasesLocalDateTimeIsReadInItsSourceZone() {
    Mapping mapping = Mappings.ofField("{ from: x, type: instant, sourceZone: Europe/Berlin }");
    LocalDateTime local = LocalDateTime.parse("2026-07-31T10:15:30");

    assertThat(valueOf(mapping, local)).isEqualTo(Instant.parse("2026-07-31T08:15:30Z"));
  }

  @Test
  void aTimeTheClocksSkipIsRefusedByName() {
    Mapping mapping = Mappings.ofField("{ from: x, type: instant, sourceZone: Europe/Berlin }");

    assertThat(Mappings.rejected(mapping, record("2026-03-29T02:30:00")).reason())
        .isEqualTo(
            "`x` is \"2026-03-29T02:30:00\", but must be a time the clocks of Europe/Berlin show:"
                + " they skip it when summer time begins.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zone: America/New_York                             | 2026-01-31T05:15:30-05:00",
        "zone: UTC                                          | 2026-01-31T10:15:30Z",
        "zone: Asia/Kolkata                                 | 2026-01-31T15:45:30+05:30"
      })
  void aZoneMakesADateTimeWithItsOffset(String output, String expected) {
    Mapping mapping = Mappings.ofField("{ from: x, type: instant, " + output + " }");

    assertThat(valueOf(mapping, "2026-01-31T10:15:30Z")).isEqualTo(OffsetDateTime.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zone: America/New_York, format: 'd MMM yyyy HH:mm' | 31 Jan 2026 05:15",
        "format: 'EEEE, d MMMM'                             | Saturday, 31 January",
        "format: \"yyyy-MM-dd'T'HH:mm:ssX\"                 | 2026-01-31T10:15:30Z",
        "zone: Europe/Berlin, format: 'HH:mm VV'            | 11:15 Europe/Berlin"
      })
  void aFormatMakesEnglishText(String output, String expected) {
    Mapping mapping = Mappings.ofField("{ from: x, type: instant, " + output + " }");

    assertThat(valueOf(mapping, "2026-01-31T10:15:30Z")).isEqualTo(expected);
  }

  @Test
  void aDefaultStandsInTheFormatsPlaceUnformatted() {
    Mapping mapping =
        Mappings.ofField("{ from: y, type: instant, format: 'HH:mm', default: never }");

    assertThat(valueOf(mapping, "")).isEqualTo("never");
  }

  private static Object valueOf(Mapping mapping, Object value) {
    return Mappings.delivered(mapping, record(value)).get("f");
  }

  private static Map<String, Object> record(Object value) {
    return Map.of("id", 1L, "x", value);
  }
}
