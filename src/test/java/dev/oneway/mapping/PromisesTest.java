package dev.oneway.mapping;

import static dev.oneway.mapping.Mappings.ofField;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.Promise;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mapping tells a destination of its values beforehand. */
class PromisesTest {
  private static Promise promise(String description) {
    return ofField(description).shape().fields().get(1).promise();
  }

  @ParameterizedTest
  @CsvSource({
    "text, TEXT",
    "integer, INTEGER",
    "decimal, DECIMAL",
    "boolean, BOOLEAN",
    "binary, BINARY",
    "date, DATE",
    "instant, INSTANT",
    "json, JSON"
  })
  void aTypeIsAPromise(String type, Promise.Kind kind) {
    assertThat(promise("{ from: a, type: " + type + " }").kind()).isEqualTo(kind);
  }

  @Test
  void aPathAlonePromisesNothing() {
    assertThat(promise("a")).isEqualTo(Promise.NOTHING);
    assertThat(promise("{ first: [a, b] }")).isEqualTo(Promise.NOTHING);
    assertThat(promise("{ from: a, values: { 1: one, '*': keep } }")).isEqualTo(Promise.NOTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ from: a, type: integer, values: { 1: one, 2: seven } } | TEXT | 5",
        "{ from: a, values: { 1: one, '*': other one } }          | TEXT | 9",
        "{ from: a, values: { 1: one, 2: null, '*': null } }      | TEXT | 3",
        "{ from: a, values: { 1: one, 2: 2 } }                    | ANY  |",
        "{ from: a, type: instant, format: yyyy }                 | TEXT |",
        "{ from: a, type: instant, zone: Europe/Berlin }          | INSTANT |",
        "{ from: a, type: text, text: [lower, truncate:20] }      | TEXT | 20",
        "{ from: a, text: [truncate:20, trim, collapse] }         | ANY  | 20",
        "{ from: a, text: [truncate:20, upper] }                  | ANY  |",
        "{ from: a, type: text, text: truncate:2, default: none } | TEXT | 4",
        "{ from: a, email: true }                                 | TEXT | 254",
        "{ from: a, hash: sha256 }                                | TEXT | 64",
        "{ from: a, phone: DE }                                   | TEXT |",
        "{ from: a, split: ',' }                                  | JSON |",
        "{ from: a, join: ',' }                                   | TEXT |",
        "{ each: a, fields: { b: b } }                            | JSON |",
        "{ template: '{a}' }                                      | TEXT |",
        "{ assign: round-robin, among: [x, y] }                   | ASSIGNED |"
      })
  void theWorkOnAValuePromisesWhatItGives(String field, Promise.Kind kind, Integer maxLength) {
    assertThat(promise(field).kind()).isEqualTo(kind);
    assertThat(promise(field).maxLength())
        .isEqualTo(maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength));
    assertThat(promise(field).neverNull())
        .isEqualTo(field.contains("default") || field.contains("assign"));
  }

  @Test
  void aConstantIsKnown() {
    assertThat(promise("{ value: 'abc' }"))
        .isEqualTo(new Promise(Promise.Kind.TEXT, OptionalInt.of(3), true));
    assertThat(promise("{ value: 1.5 }").kind()).isEqualTo(Promise.Kind.DECIMAL);
    assertThat(promise("{ value: null }")).isEqualTo(Promise.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "'required: true', true",
    "'default: x', true",
    "'null: keep', true",
    "'default: null', false",
    "'text: trim', false"
  })
  void aValueIsNeverNullWhenTheMappingSeesToIt(String how, boolean neverNull) {
    assertThat(promise("{ from: a, " + how + " }").neverNull()).isEqualTo(neverNull);
  }

  @Test
  void aKeyIsNeverNull() {
    assertThat(ofField("a").shape().fields().get(0).promise())
        .isEqualTo(new Promise(Promise.Kind.ANY, OptionalInt.empty(), true));
  }
}
