package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
  private static final String FILE =
      """
      changedAt: { from: version, type: integer }
      where: $exists(kind)
      fields:
        email: properties.email
        tags: { from: properties.tags, type: json }
        first: "lines[0].sku"
        odd: '"odd name".x'
      children:
        rows:
          each: lines
          parent: { id: id }
          key: { no: no }
          fields: { sku: { expr: product.sku } }
      contract: { unknown: reject, known: [internal_note, properties.owner, email] }
      """;

  private static final Mapping STRICT = Mappings.with(FILE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}                                              | (none)",
        "{'internal_note': {'a': 1}}                     | (none)",
        "{'properties': {'email': 1, 'tags': {'new': 1}, 'owner': [{'x': 1}]}} | (none)",
        "{'properties': null, 'lines': []}               | (none)",
        "{'lines': [{'no': 1, 'sku': 'A', 'product': {'sku': 'A'}}]} | (none)",
        "{'new': null}                                   | `new`",
        "{'properties': {'new': 1}}                      | `properties.new`",
        "{'properties': [{'email': 1}, [{'new': 1}]]}    | `properties.new`",
        "{'lines': [{'no': 1, 'new': 1}, {'no': 2, 'new': 1}]} | `lines.new`",
        "{'lines': [{'no': 1, 'product': {'new': 1}}]}   | `lines.product.new`",
        "{'odd name': {'x': 1, 'the \\'new\\' one': 2}}    | `\"odd name\".\"the \\\"new\\\" one\"`",
        "{'a': 1, 'b': 2}                                | `a`, `b`",
        "{'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5}        | `a`, `b`, `c`, `d`, `e`",
        "{'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6, 'g': 7} | `a`, `b`, `c`, `d`, `e` and others"
      })
  void aRecordWithANameTheMappingDoesNotKnowIsRejected(String record, String unknown) {
    Map<String, Object> source = Mappings.json(record.replace('\'', '"'));
    source.putAll(Map.of("id", 5L, "version", 3L, "kind", "x"));

    if (STRICT.apply(source) instanceof Mapped.Rejected rejected) {
      Rejection rejection = rejected.rejection();
      assertThat(rejection.reason())
          .startsWith("the record has " + unknown + ", which the mapping doesn't know. Map ");
      assertThat(rejection.category()).isEqualTo("unknown-field");
      assertThat(rejection.field()).isEmpty();
      assertThat(rejection.key()).contains("5");
    } else {
      assertThat(unknown).isEqualTo("(none)");
    }
  }

  @Test
  void theReasonSaysWhatToDo() {
    assertThat(
            Mappings.rejected(
                    STRICT, "{\"id\": 1, \"version\": 1, \"kind\": 1, \"properties\": {\"n\": 1}}")
                .reason())
        .isEqualTo(
            "the record has `properties.n`, which the mapping doesn't know. Map it, list it under"
                + " `known` of the `contract`, or let it ignore what is unknown.");
  }

  @Test
  void filteredRecordsKeepNoContract() {
    assertThat(STRICT.apply(Mappings.json("{\"id\": 1, \"version\": 1, \"new\": 1}")))
        .isInstanceOf(Mapped.Filtered.class);
  }

  @Test
  void otherWordsOfTheContractRefuseNothing() {
    for (String word : List.of("warn", "ignore")) {
      Mappings.delivered(
          Mappings.with(FILE.replace("reject", word)),
          "{\"id\": 1, \"version\": 1, \"kind\": 1, \"new\": 1}");
    }
  }

  @Test
  void whatIsUsedAsAWholeIsKnownWithAllBelowIt() {
    Mapping mapping =
        Mappings.with(
            """
            fields: { a: properties.email, b: properties }
            contract: { unknown: reject }
            """);

    Mappings.delivered(mapping, "{\"id\": 1, \"properties\": {\"email\": 1, \"new\": {}}}");
  }

  @Test
  void checksAndDeletesUseNamesToo() {
    Mapping mapping =
        Mappings.with(
            """
            check: { expr: $exists(needed), message: No }
            fields: { a: { from: a, check: { expr: $value < limits.most } }, on: { value: true } }
            deletes: { when: gone = true, action: deactivate, set: { on: false } }
            contract: { unknown: reject }
            """);

    Mappings.delivered(
        mapping, "{\"id\": 1, \"a\": 1, \"needed\": 1, \"gone\": 0, \"limits\": {\"most\": 2}}");
    assertThat(
            Mappings.rejected(mapping, "{\"id\": 1, \"needed\": 1, \"limits\": {\"n\": 2}}")
                .reason())
        .contains("`limits.n`");
  }

  @Test
  void namesOfAHostileSourceAreShortenedAndEscaped() {
    Map<String, Object> record = new HashMap<>(Map.of("id", 1L, "version", 1L, "kind", 1L));
    record.put("\u202e\n" + "x".repeat(1_000_000), 1L);

    assertThat(Mappings.rejected(STRICT, record).reason())
        .hasSizeLessThan(300)
        .contains("\\u202e\\u000a")
        .doesNotContain("\n");
  }

  @Test
  void arraysNestedDeeperThanAnyStackAreNoFault() {
    Object deep = new ArrayList<>(List.of(Map.of("new", 1L)));
    for (int i = 0; i < 100_000; i++) {
      deep = new ArrayList<>(List.of(deep));
    }

    Mapping mapping = Mappings.with("fields: { f: a.b }\ncontract: { unknown: reject }\n");
    assertThat(mapping.apply(Map.of("id", 1L, "a", deep)) instanceof Mapped.Delivered).isTrue();
  }
}
