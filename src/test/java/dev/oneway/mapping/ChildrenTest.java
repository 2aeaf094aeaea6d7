package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.Row;
import dev.oneway.run.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildrenTest {
  private static final Mapping MAPPING =
      Mappings.of(
          """
          source: { system: Shop, object: order }
          destination: { system: BI, object: orders }
          key: { shop: shop, order_id: id }
          children:
            lines:
              each: deep.lines
              parent: { parent_id: order_id, parent_shop: shop }
              key: { line_id: id }
              fields: { sku: { from: sku, default: none }, label: { expr: 'sku & "!"' } }
            taxes:
              each: taxes
              parent: { shop: shop, order: order_id }
              key: { code: code }
              missing: delete
          """);

  private static List<Row> lines(String json) {
    return Mappings.delivered(MAPPING, "{\"shop\": \"s\", \"id\": 7, " + json + "}").children(0);
  }

  @Test
  void aRowRepeatsItsRecordsKeyWhateverOrderTheFileNamesItIn() {
    List<Row> rows = lines("\"deep\": {\"lines\": [{\"id\": 1, \"sku\": \"A\"}, {\"id\": 2}]}");

    assertThat(rows)
        .extracting(Object::toString)
        .containsExactly(
            "{parent_shop=s, parent_id=7, line_id=1, sku=A, label=A!}",
            "{parent_shop=s, parent_id=7, line_id=2, sku=none, label=!}");
    assertThat(MAPPING.shape().children().get(0).parentKey())
        .containsExactly("parent_shop", "parent_id");
    assertThat(MAPPING.shape().children().get(0).deleteMissing()).isFalse();
    assertThat(MAPPING.shape().children().get(1).deleteMissing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'other': 1                     | nothing said",
        "'deep': {}                     | nothing said",
        "'deep': {'lines': []}          | none",
        "'deep': {'lines': null}        | none",
        "'deep': null                   | none",
        "'deep': {'lines': [{'id': 1}]} | 1"
      })
  void anAbsentArraySaysNothingAndAnEmptyOneSaysThereAreNone(String json, String expected) {
    List<Row> rows = lines(json.replace('\'', '"'));

    String found = rows == null ? "nothing said" : rows.isEmpty() ? "none" : "" + rows.size();
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5                     | type       | `deep.lines` is 5, but must be an array of objects.",
        "{'id': 1}             | type       | `deep.lines` is an object, but must be an array",
        "[{'id': 1}, 5]        | type       | row 2 of `deep.lines` is 5, but must be an object.",
        "[null]                | type       | row 1 of `deep.lines` is null, but must be an object.",
        "[{'sku': 'A'}]        | missing    | row 1 of `deep.lines`: `id` is absent, but the field",
        "[{'id': ' '}]         | missing    | row 1 of `deep.lines`: `id` is empty",
        "[{'id': []}]          | type       | row 1 of `deep.lines`: `id` is an array",
        "[{'id': 1}, {'id': 1}] | constraint | `deep.lines` has two rows with the key of row 2."
      })
  void rowsThatCanNotBeDeliveredRejectTheRecord(String lines, String category, String reason) {
    Rejection rejection =
        Mappings.rejected(
            MAPPING,
            "{\"shop\": \"s\", \"id\": 7, \"deep\": {\"lines\": "
                + lines.replace('\'', '"')
                + "}}");

    assertThat(rejection.category()).isEqualTo(category);
    assertThat(rejection.reason()).startsWith(reason);
    assertThat(rejection.key()).contains("[\"s\",\"7\"]");
    assertThat(rejection.field()).get().asString().startsWith("lines");
  }
}
