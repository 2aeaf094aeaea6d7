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
  void aPathAloneAndWhatAValueMapMakesPromiseNothing() {
    assertThat(promise("a")).isEqualTo(Promise.NOTHING);
    assertThat(promise("{ from: a, type: integer, values: { 1: one } }"))
        .isEqualTo(Promise.NOTHING);
    assertThat(promise("{ from: a, type: instant, format: yyyy }")).isEqualTo(Promise.NOTHING);
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
