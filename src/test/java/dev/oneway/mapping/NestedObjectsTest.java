package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fields} inside a field, with {@code each} or without. */
class NestedObjectsTest {
  private static final String LINES =
      "{ each: order.lines, fields: { Sku: sku, Qty: { from: quantity, type: integer, null: keep }"
          + " } }";
  private static final String ADDRESS =
      "{ fields: { Street: address.street, City: { from: address.city, text: upper } } }";
  private static final String DEEP =
      "{ each: lines, fields: { No: { from: no, required: true }, Taxes: { each: taxes, fields: {"
          + " Code: code, Sums: { fields: { Net: { from: net, type: decimal } } } } } } }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'order': {'lines': [{'sku': 'A', 'quantity': '2'}]}    | [{'Sku':'A','Qty':2}]",
        "'order': {'lines': [{'sku': null, 'quantity': null}]}  | [{'Sku':null}]",
        "'order': {'lines': [{}, {'x': 1}]}                     | [{},{}]",
        "'order': {'lines': []}                                 | []",
        "'order': {'lines': null}                               | null",
        "'order': null                                          | null",
        "'order': {}                                            | absent",
        "'order': {'lines': {}}     | type: `order.lines` is an object, but must be an array of objects.",
        "'order': {'lines': [{},5]} | type: row 2 of `order.lines` is 5, but must be an object.",
        "'order': {'lines': [null]} | type: row 1 of `order.lines` is null, but must be an object."
      })
  void eachElementOfAnArrayMakesAnObject(String record, String expected) {
    assertThat(OriginsTest.result(LINES, record)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'address': {'street': 'Main St', 'city': 'Rome'} | {'Street':'Main St','City':'ROME'}",
        "'address': {'city': 'Rome'}                      | {'City':'ROME'}",
        "'address': {'street': null}                      | {'Street':null}",
        "'address': null                                  | {'Street':null,'City':null}",
        "'address': {}                                    | absent",
        "'x': 1                                           | absent"
      })
  void aRecordItselfMayMakeAnObject(String record, String expected) {
    assertThat(OriginsTest.result(ADDRESS, record)).isEqualTo(expected);
  }

  @Test
  void objectsNestAndMeetTheFieldsOwnWords() {
    assertThat(
            OriginsTest.result(
                DEEP, "'lines': [{'no': 1, 'taxes': [{'code': 'V', 'net': 1.50}, {}]}]"))
        .isEqualTo("[{'No':1,'Taxes':[{'Code':'V','Sums':{'Net':1.50}},{}]}]");
    assertThat(
            OriginsTest.result(
                "{ fields: { A: { value: 1 }, B: { template: '{x}!' }, C: { from: t, split: ',' },"
                    + " D: { from: d, default: none } } }",
                "'x': 5, 't': 'a,b'"))
        .isEqualTo("{'A':1,'B':'5!','C':['a','b'],'D':'none'}");
    assertThat(OriginsTest.result("{ fields: { A: a }, default: [] }", "'x': 1")).isEqualTo("[]");
    assertThat(OriginsTest.result("{ fields: { A: a }, required: true }", "'x': 1"))
        .isEqualTo("missing: the nested object is absent, but the field is required.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'lines': [{'no': 1}, {}] | f.No | missing | row 2 of 'lines': 'no' is absent, but the field is required.",
        "'lines': [{'no': 1, 'taxes': 5}] | f.Taxes | type | row 1 of 'lines': 'taxes' is 5, but must be an array of objects.",
        "'lines': [{'no': 1, 'taxes': [{}, 5]}] | f.Taxes | type | row 1 of 'lines': row 2 of 'taxes' is 5, but must be an object.",
        "'lines': [{'no': 1, 'taxes': [{'net': []}]}] | f.Taxes.Sums.Net | type | row 1 of 'lines': row 1 of 'taxes': 'net' is an array, but must be a decimal number such as 12.50."
      })
  void aRejectionNamesTheWholeWayToTheField(
      String record, String field, String category, String reason) {
    Rejection rejection =
        Mappings.rejected(Mappings.ofField(DEEP), ("{'id': 1, " + record + "}").replace('\'', '"'));

    assertThat(rejection.field()).contains(field);
    assertThat(rejection.category()).isEqualTo(category);
    assertThat(rejection.reason()).isEqualTo(reason.replace('\'', '`'));
  }

  @Test
  void aChildsFieldMayBeAnObjectToo() {
    Mapping mapping =
        Mappings.with(
            """
            children:
              lines:
                each: lines
                parent: { id: id }
                key: { no: no }
                fields: { tax: { fields: { rate: { from: rate, type: decimal } } } }
            """);

    assertThat(
            Mappings.delivered(mapping, "{\"id\": 1, \"lines\": [{\"no\": 1, \"rate\": \"0.19\"}]}")
                .children(0))
        .asString()
        .isEqualTo("[{id=1, no=1, tax={rate=0.19}}]");
    Rejection rejection =
        Mappings.rejected(mapping, "{\"id\": 1, \"lines\": [{\"no\": 1, \"rate\": \"x\"}]}");
    assertThat(rejection.field()).contains("lines.tax.rate");
    assertThat(rejection.reason()).startsWith("row 1 of `lines`: `rate` is \"x\"");
  }
}
