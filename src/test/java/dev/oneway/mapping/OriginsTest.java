package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.Assignment;
import dev.oneway.record.RecordJson;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.Rejection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a field's value comes from, besides {@code from} and {@code expr}. */
class OriginsTest {
  /** The field's value in JSON, {@code absent}, or {@code category: reason} of the rejection. */
  static String result(String field, String record) {
    Mapped mapped =
        Mappings.ofField(field)
            .apply(Mappings.json("{'id': 1, %s}".formatted(record).replace('\'', '"')));
    if (mapped instanceof Mapped.Rejected rejected) {
      return rejected.rejection().category() + ": " + rejected.rejection().reason();
    }
    Map<String, Object> row = ((Mapped.Delivered) mapped).record();
    return row.containsKey("f") ? RecordJson.write(row.get("f")).replace('"', '\'') : "absent";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ value: web }                         | 'web'",
        "{ value: 007 }                         | 7",
        "{ value: '007' }                       | '007'",
        "{ value: 1.50 }                        | 1.50",
        "{ value: true }                        | true",
        "{ value: null }                        | null",
        "{ value: }                             | null",
        "{ value: null, null: keep }            | absent",
        "{ value: null, default: d }            | 'd'",
        "{ value: [] }                          | []",
        "{ value: [a, { b: 1 }] }               | ['a',{'b':1}]",
        "{ value: ' ' }                         | ' '",
        "{ value: 2026-01-31, type: date }      | '2026-01-31'",
        "{ value: N, values: { N: new } }       | 'new'",
        "{ value: 'a,b', split: ',' }           | ['a','b']",
        "{ value: x, required: true }           | 'x'"
      })
  void aConstantIsTheSameForEveryRecord(String field, String expected) {
    assertThat(result(field, "'x': 5")).isEqualTo(expected);
  }

  @Test
  void aConstantMayBeAKey() {
    Mapping mapping =
        Mappings.of(
            """
            source: { system: Shop, object: order }
            destination: { system: BI, object: orders }
            key: { shop: { value: berlin }, id: { template: "{a}-{b}" }, c: { first: [x, c] } }
            """);

    assertThat(Mappings.delivered(mapping, "{\"a\": 1, \"b\": 2, \"c\": 3}").key())
        .isEqualTo("[\"berlin\",\"1-2\",\"3\"]");
    assertThat(Mappings.rejected(mapping, "{\"a\": 1, \"c\": 3}").reason())
        .isEqualTo("the template `{a}-{b}` is absent, but the field is a key field.");
    assertThat(Mappings.rejected(mapping, "{\"a\": 1, \"b\": 1, \"x\": \" \"}").reason())
        .isEqualTo("the first of `x`, `c` is null, but the field is a key field.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // template                 | record                            | value
        "{a} {b}                    | 'a': 'Ann', 'b': 'Lee'            | 'Ann Lee'",
        "<{a}>                      | 'a': ''                           | '<>'",
        "{a}{b}                     | 'a': 12.50, 'b': true             | '12.50true'",
        "{a}                        | 'a': 1e3                          | '1000'",
        "{a.b[0].\"c }\"}           | 'a': {'b': [{'c }': 'deep'}]}     | 'deep'",
        "{a.\"?\"?}!                | 'a': {'?': 'x'}                   | 'x!'",
        "{{{a}}} {{}}               | 'a': 1                            | '{1} {}'",
        "{a} {b?} {c}               | 'a': 1, 'c': 3                    | '1  3'",
        "{a} {b?} {c}               | 'a': 1, 'b': null, 'c': 3         | '1  3'",
        "{b?}                       | 'a': 1                            | ''",
        "{a} {b}                    | 'a': 'Ann'                        | absent",
        "{a} {b}                    | 'b': 'Lee'                        | absent",
        "{a} {b}                    | 'a': 'Ann', 'b': null             | null",
        "{a} {b}                    | 'a': null                         | absent",
        "{a} {b}                    | 'b': null                         | absent",
        "{a} {b[1]}                 | 'a': 1, 'b': [2]                  | null",
      })
  void aTemplateIsWholeOrNotAtAll(String template, String record, String expected) {
    assertThat(result("{ template: '" + template + "' }", record)).isEqualTo(expected);
  }

  @Test
  void aTemplateWritesValuesAsTypeTextDoes() {
    Mapping mapping = Mappings.ofField("{ template: '{a} {b} {c}' }");

    assertThat(
            Mappings.delivered(
                    mapping,
                    Map.of(
                        "id",
                        1L,
                        "a",
                        LocalDate.of(2026, 1, 31),
                        "b",
                        Instant.EPOCH,
                        "c",
                        new BigDecimal("1E+2")))
                .get("f"))
        .isEqualTo("2026-01-31 1970-01-01T00:00:00Z 100");
  }

  @Test
  void aTemplateRefusesObjectsAndNamesThePath() {
    Rejection rejection =
        Mappings.rejected(
            Mappings.ofField("{ template: '{a} {b.c}' }"),
            "{\"id\": 1, \"a\": 1, \"b\": {\"c\": {}}}");

    assertThat(rejection.category()).isEqualTo("type");
    assertThat(rejection.field()).contains("f");
    assertThat(rejection.reason()).startsWith("`b.c` is an object, but must be text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a': 1, 'b': 2, 'c': 3       | 1",
        "'b': 2, 'c': 3               | 2",
        "'a': null, 'b': ' ', 'c': 3  | 3",
        "'a': '', 'b': false          | false",
        "'a': 0, 'b': 1               | 0",
        "'a': [], 'b': 1              | []",
        "'x': 1                       | absent",
        "'a': null                    | null",
        "'b': ' '                     | null",
        "'a': null, 'b': ''           | null"
      })
  void theFirstPathWithAValueCounts(String record, String expected) {
    assertThat(result("{ first: [a, b, c] }", record)).isEqualTo(expected);
  }

  @Test
  void theFirstOfSeveralIsNamedInARejection() {
    assertThat(result("{ first: [a, b], type: integer }", "'b': 'x'"))
        .isEqualTo("type: the first of `a`, `b` is \"x\", but must be a whole number such as 12.");
  }

  @Test
  void anAssignedFieldHoldsWhoTakesTurns() {
    Mapping mapping =
        Mappings.ofField("{ assign: round-robin, among: [ann, 2, 1.50, true], on: create }");

    assertThat(Mappings.delivered(mapping, "{\"id\": 1}").get("f"))
        .isEqualTo(new Assignment(List.of("ann", 2L, new BigDecimal("1.50"), true)));
    assertThat(mapping.shape().fields().get(1).when()).isEqualTo(WriteWhen.CREATE);
  }
}
