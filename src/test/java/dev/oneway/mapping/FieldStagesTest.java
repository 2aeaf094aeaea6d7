package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.Rejection;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldStagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "trim                    | '  Ann  Lee ' | 'Ann  Lee'",
        "[trim, lower]           | ' ANN '       | 'ann'",
        "upper                   | 'istanbul ß'  | 'ISTANBUL SS'",
        "collapse                | ' a \\t\\n b '| ' a b '",
        "[collapse, trim, upper] | ' a   b '     | 'A B'",
        "[]                      | ' a '         | ' a '",
        "lower                   | 12            | '12'",
        "trim                    | true          | 'true'"
      })
  void textFunctionsWorkOnTextInTheirOrder(String functions, String given, String expected) {
    Mapping mapping = Mappings.ofField("{ from: x, text: " + functions + " }");

    MappedRecord record =
        Mappings.delivered(mapping, ("{'id': 1, 'x': " + given + "}").replace('\'', '"'));

    assertThat("'" + record.get("f") + "'").isEqualTo(expected);
  }

  @Test
  void aNamedValueMapTranslatesAndRefusesWhatItDoesNotList() {
    Mapping mapping =
        Mappings.with(
            """
            fields:
              f: { from: pay.status, values: pay }
            values:
              pay: { paid: P, pending: O, 3: true, none: null, sum: 1.50 }
            """);

    assertThat(valueOf(mapping, "\"paid\"")).isEqualTo("P");
    assertThat(valueOf(mapping, "3")).isEqualTo(true);
    assertThat(valueOf(mapping, "3.0")).isEqualTo(true);
    assertThat(valueOf(mapping, "\"sum\"")).isEqualTo(new BigDecimal("1.50"));
    assertThat(valueOf(mapping, "\"none\"")).isNull();
    Rejection rejection = Mappings.rejected(mapping, payment("\"void\""));
    assertThat(rejection.category()).isEqualTo("value");
    assertThat(rejection.reason())
        .startsWith("`pay.status` is \"void\", which the value map doesn't list (it has paid,");
    assertThat(Mappings.rejected(mapping, payment("{}")).category()).isEqualTo("type");
  }

  @ParameterizedTest
  @CsvSource({"reject, (rejected)", "keep, void", "null,", "unknown, unknown", "7, 7"})
  void aValueMapSaysWhatBecomesOfAllOthers(String word, String expected) {
    Mapping mapping =
        Mappings.ofField("{ from: pay.status, values: { paid: P, \"*\": " + word + " } }");

    if (mapping.apply(Mappings.json(payment("\"void\""))) instanceof Mapped.Delivered delivered) {
      Object value = delivered.record().get("f");
      assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    } else {
      assertThat("(rejected)").isEqualTo(expected);
    }
    assertThat(valueOf(mapping, "\"paid\"")).isEqualTo("P");
  }

  @Test
  void theStagesWorkInTheOrderTypeValuesTextDefault() {
    Mapping mapping =
        Mappings.ofField(
            "{ from: x, type: integer, values: { 1: ' One ', 2: null }, text: [trim, upper],"
                + " default: none, required: true }");

    assertThat(Mappings.delivered(mapping, "{\"id\": 1, \"x\": \"1.0\"}").get("f"))
        .isEqualTo("ONE");
    assertThat(Mappings.delivered(mapping, "{\"id\": 1, \"x\": 2}").get("f")).isEqualTo("none");
  }

  @Test
  void theShapeSaysWhenAFieldMayBeWrittenAndWhereItIsDeclared() {
    Mapping mapping =
        Mappings.with(
            """
            fields:
              plain: a
              always: { from: a, on: always }
              create: { from: a, on: create }
              empty: { from: a, on: empty }
            """);

    assertThat(mapping.shape().fields())
        .extracting(field -> field.name() + " " + field.when() + " " + field.line())
        .containsExactly(
            "id ALWAYS 3", "plain ALWAYS 5", "always ALWAYS 6", "create CREATE 7", "empty EMPTY 8");
    assertThat(mapping.shape().keyFields()).extracting("name").containsExactly("id");
    assertThat(mapping.shape().fields().get(0).when()).isEqualTo(WriteWhen.ALWAYS);
    assertThat(mapping.shape().object()).isEqualTo("orders");
    assertThat(mapping.shape().placeOf(mapping.shape().fields().get(1))).endsWith("m.yaml:5:3");
  }

  private static Object valueOf(Mapping mapping, String status) {
    return Mappings.delivered(mapping, payment(status)).get("f");
  }

  private static String payment(String status) {
    return "{\"id\": 1, \"pay\": {\"status\": " + status + "}}";
  }
}
