package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Rejection;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldWithoutValueTest {
  private static final String ABSENT = "{'id': 1}";
  private static final String NULL = "{'id': 1, 'x': null}";
  private static final String EMPTY = "{'id': 1, 'x': ''}";
  private static final String BLANK = "{'id': 1, 'x': ' '}";

  /** The states a field can be in, as the row shows it. */
  private static String stateOf(Mapped mapped) {
    if (mapped instanceof Mapped.Rejected rejected) {
      return rejected.rejection().category();
    }
    MappedRecord record = ((Mapped.Delivered) mapped).record();
    if (!record.containsKey("f")) {
      return "absent";
    }
    return record.get("f") == null ? "null" : "'" + record.get("f") + "'";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // description                            | absent  | null    | ''      | ' '
        "x                                        | absent  | null    | ''      | ' '",
        "{ from: x }                              | absent  | null    | ''      | ' '",
        "{ from: x, null: clear }                 | absent  | null    | ''      | ' '",
        "{ from: x, null: keep }                  | absent  | absent  | ''      | ' '",
        "{ from: x, default: d }                  | 'd'     | 'd'     | ''      | ' '",
        "{ from: x, default: null }               | null    | null    | ''      | ' '",
        "{ from: x, default: d, null: keep }      | 'd'     | 'd'     | ''      | ' '",
        "{ from: x, required: true }              | missing | missing | missing | missing",
        "{ from: x, required: false }             | absent  | null    | ''      | ' '",
        "{ from: x, required: true, null: keep }  | missing | missing | missing | missing",
        "{ from: x, required: true, default: d }  | 'd'     | 'd'     | missing | missing",
        "{ from: x, type: text }                  | absent  | null    | ''      | ' '",
        "{ from: x, text: trim }                  | absent  | null    | ''      | ''",
        "{ from: x, type: integer }               | absent  | null    | null    | null",
        "{ from: x, type: integer, null: keep }   | absent  | absent  | absent  | absent",
        "{ from: x, type: integer, default: 7 }   | '7'     | '7'     | '7'     | '7'",
        "{ from: x, type: date, required: true }  | missing | missing | missing | missing",
        "{ expr: x }                              | absent  | null    | ''      | ' '",
        "{ expr: x, default: d }                  | 'd'     | 'd'     | ''      | ' '",
        "{ expr: x, required: true }              | missing | missing | missing | missing",
        "{ from: x, values: { a: b } }            | absent  | null    | value   | value",
        "{ from: x, values: { '': null } }        | absent  | null    | null    | value",
      })
  void absentNullAndEmptyAreThreeThings(
      String field, String absent, String ofNull, String empty, String blank) {
    Mapping mapping = Mappings.ofField(field);

    assertThat(stateOf(mapping, ABSENT)).as("absent").isEqualTo(absent);
    assertThat(stateOf(mapping, NULL)).as("null").isEqualTo(ofNull);
    assertThat(stateOf(mapping, EMPTY)).as("empty").isEqualTo(empty);
    assertThat(stateOf(mapping, BLANK)).as("blank").isEqualTo(blank);
  }

  private static String stateOf(Mapping mapping, String json) {
    return stateOf(mapping.apply(Mappings.json(json.replace('\'', '"'))));
  }

  @Test
  void aRequiredFieldSaysWhatIsMissingWhere() {
    Mapping mapping = Mappings.ofField("{ from: customer.email, required: true }");

    Rejection rejection =
        Mappings.rejected(mapping, "{\"id\": 7, \"customer\": {\"email\": null}}");

    assertThat(rejection.reason())
        .isEqualTo("`customer.email` is null, but the field is required.");
    assertThat(rejection.key()).contains("7");
    assertThat(rejection.field()).contains("f");
    assertThat(Mappings.rejected(mapping, "{\"id\": 7}").reason()).contains("is absent");
  }

  @Test
  void aDefaultHasTheFieldsType() {
    MappedRecord record =
        Mappings.delivered(
            Mappings.with(
                """
                fields:
                  day: { from: x, type: date, default: 2026-01-31 }
                  text: { from: x, type: text, default: 12 }
                  stage: { from: x, type: integer, values: { 1: one }, default: none }
                """),
            "{\"id\": 1}");

    assertThat(record.get("day")).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(record.get("text")).isEqualTo("12");
    assertThat(record.get("stage")).isEqualTo("none");
  }
}
