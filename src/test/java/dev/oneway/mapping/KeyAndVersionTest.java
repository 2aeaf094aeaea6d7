package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.run.Rejection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyAndVersionTest {
  private static final Mapping COMPOSITE =
      Mappings.of(
          """
          source: { system: Shop, object: order }
          destination: { system: BI, object: orders }
          key:
            shop: { from: shop.name, text: [trim, lower] }
            number: { from: number, type: integer }
          fields: { f: f }
          """);

  @Test
  void aCompositeKeyIsMadeOfTheMappedKeyFields() {
    MappedRecord record =
        Mappings.delivered(COMPOSITE, "{\"shop\": {\"name\": \" Main \"}, \"number\": \"11.0\"}");

    assertThat(record.key()).isEqualTo("[\"main\",\"11\"]");
    assertThat(record.shape().keyFields()).extracting("name").containsExactly("shop", "number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'shop': {'name': 'a'}}                    | number | missing | `number` is absent",
        "{'shop': {'name': 'a'}, 'number': null}    | number | missing | `number` is null",
        "{'shop': {'name': 'a'}, 'number': ''}      | number | missing | `number` is null",
        "{'shop': {'name': ' '}, 'number': 1}       | shop   | missing | `shop.name` is empty",
        "{'shop': {'name': {}}, 'number': 1}        | shop   | type    | `shop.name` is an object",
        "{'shop': {'name': 'a'}, 'number': 'x'}     | number | type    | `number` is \"x\""
      })
  void aRecordWithoutItsKeyIsRejected(String json, String field, String category, String reason) {
    Rejection rejection = Mappings.rejected(COMPOSITE, json.replace('\'', '"'));

    assertThat(rejection.key()).isEmpty();
    assertThat(rejection.field()).contains(field);
    assertThat(rejection.category()).isEqualTo(category);
    assertThat(rejection.reason()).startsWith(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at                                          | 2026-01-31T10:15:30.5Z     | 10:15:30.500Z",
        "at                                          | 2026-01-31T11:15:30+01:00  | 10:15:30Z",
        "{ from: at }                                | 2026-01-31T10:15:30        | 10:15:30Z",
        "{ from: at, type: instant }                 | 2026-01-31T10:15:30+00     | 10:15:30Z"
      })
  void changedAtIsAPointInTimeAndReadAsUtcWithoutAnOffset(String path, String at, String time) {
    assertThat(versionOf(path, at)).hasToString("2026-01-31T" + time);
  }

  @Test
  void changedAtKeepsTheBlankASourceWritesItsTimesWith() {
    assertThat(versionOf("at", "2026-01-31 10:15:30")).hasToString("2026-01-31 10:15:30");
  }

  @Test
  void changedAtTakesWhatADatabaseHolds() {
    Instant instant = Instant.parse("2026-01-31T10:15:30Z");

    assertThat(versionOf("at", instant)).isEqualTo(Version.of(instant));
    assertThat(versionOf("at", LocalDateTime.parse("2026-01-31T10:15:30")))
        .isEqualTo(Version.of(instant));
  }

  @Test
  void changedAtMayBeANumber() {
    String number = "{ from: at, type: integer }";

    assertThat(versionOf(number, 42L)).isEqualTo(Version.of(42));
    assertThat(versionOf(number, "1769854530123")).isEqualTo(Version.of(1769854530123L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "null",
      value = {
        "at                          | null                 | missing | `at` is missing, but says when",
        "at                          | ``                   | missing | `at` is missing",
        "at                          | yesterday            | type    | `at` is \"yesterday\"",
        "at                          | 1769854530           | type    | but must be a point in time",
        "{ from: at, type: integer } | 9223372036854775808  | type    | at most 64 bits",
        "{ from: at, type: integer } | 2026-01-31T10:15:30Z | type    | must be a whole number"
      })
  void aRecordThatDoesNotSayWhenItChangedIsRejected(
      String path, String at, String category, String reason) {
    Map<String, Object> record = new HashMap<>();
    record.put("id", 7L);
    record.put("at", at);

    Rejection rejection = Mappings.rejected(Mappings.with("changedAt: " + path), record);

    assertThat(rejection.category()).isEqualTo(category);
    assertThat(rejection.reason()).contains(reason);
    assertThat(rejection.key()).contains("7");
    assertThat(rejection.version()).isEmpty();
  }

  @Test
  void aRejectedRecordStillTellsItsVersion() {
    Mapping mapping = Mappings.with("changedAt: at\nfields: { f: { from: f, required: true } }\n");

    assertThat(
            Mappings.rejected(mapping, "{\"id\": 1, \"at\": \"2026-01-31T10:15:30Z\"}").version())
        .map(Version::toString)
        .contains("2026-01-31T10:15:30Z");
  }

  private static Version versionOf(String path, Object at) {
    Mapping mapping = Mappings.with("changedAt: " + path + "\n");
    return Mappings.delivered(mapping, Map.of("id", 1L, "at", at)).version().orElseThrow();
  }
}
