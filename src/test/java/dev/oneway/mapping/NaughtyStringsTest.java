package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.testing.NaughtyStrings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that have broken programs before pass as they are, or are worked or refused by name. */
class NaughtyStringsTest {
  private static final Mapping UNTOUCHED =
      Mappings.with(
          """
          fields:
            path: x
            from: { from: x }
            text: { from: x, type: text }
            template: { template: "{x}" }
            first: { first: [nothing, x, x], default: blank }
            object: { fields: { y: x } }
            list: { each: rows, fields: { y: x } }
            element: 'list[0]'
            kept: { from: x, values: { "nobody's": y, "*": keep } }
            whole: { from: x, text: truncate:999999999 }
            expr: { expr: x }
            joined: { from: list, join: "," }
          children:
            rows: { each: rows, parent: { id: id }, key: { n: n }, fields: { y: x } }
          """);

  private static final List<String> WORK =
      List.of(
          "text: trim",
          "text: lower",
          "text: upper",
          "text: title",
          "text: collapse",
          "text: strip-html",
          "text: nfc",
          "text: digits",
          "text: truncate:2",
          "type: integer",
          "type: decimal",
          "type: boolean",
          "type: date",
          "type: date, parse: [dd.MM.yyyy, iso]",
          "type: instant",
          "type: instant, parse: [epoch-millis, epoch-seconds, 'd MMM yyyy HH:mm VV']",
          "type: instant, sourceZone: Asia/Tokyo, zone: Europe/Berlin, format: d MMM yyyy",
          "type: json",
          "type: binary",
          "values: { a: b }",
          "email: true",
          "phone: DE",
          "phone: international",
          "hash: sha256",
          "mask: all",
          "mask: { first: 2, last: 2 }",
          "split: \",\"",
          "split: a, text: trim, join: \"\\uD83D\"",
          "required: true",
          "check: { pattern: '[a-z]*', minLength: 2, maxLength: 3 }",
          "check: { expr: '$contains($, \"a\")', message: No. }",
          "check: { oneOf: [a, 1, 2.0] }");

  @Test
  void untouchedTheyAreTheSameTexts() {
    NaughtyStrings.own().forEach(NaughtyStringsTest::passes);
  }

  @Test
  void untouchedAllOfALargerListAreTheSameTexts() {
    NaughtyStrings.listed().forEach(NaughtyStringsTest::passes);
  }

  @Test
  void workedTheyAreDeliveredOrRefusedByName() {
    worked(NaughtyStrings.own());
  }

  @Test
  void workedAllOfALargerListAreDeliveredOrRefusedByName() {
    worked(NaughtyStrings.listed());
  }

  private static void passes(String text) {
    MappedRecord record = Mappings.delivered(UNTOUCHED, record(text));

    for (String field :
        List.of("path", "from", "text", "template", "element", "kept", "whole", "expr")) {
      same(record.get(field), text, field);
    }
    same(record.get("first"), text.isBlank() ? "blank" : text, "first");
    same(((Map<?, ?>) record.get("object")).get("y"), text, "object");
    same(((Map<?, ?>) ((List<?>) record.get("list")).get(0)).get("y"), text, "list");
    same(record.get("joined"), text.isEmpty() ? null : text, "joined");
    Row row = record.children(0).get(0);
    same(row.get("y"), text, "rows");
  }

  private static void same(Object value, String text, String field) {
    assertThat(value).as(field).isEqualTo(text);
    if (text != null) {
      assertThat(((String) value).getBytes(StandardCharsets.UTF_8))
          .as(field)
          .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void worked(List<String> texts) {
    for (String work : WORK) {
      Mapping mapping = Mappings.ofField("{ from: x, " + work + " }");
      for (String text : texts) {
        if (mapping.apply(record(text)) instanceof Mapped.Rejected rejected) {
          assertThat(rejected.rejection().field()).as("%s of %s", work, text).contains("f");
          assertThat(rejected.rejection().category()).isIn(EveryWord.CATEGORIES);
          assertThat(rejected.rejection().reason()).doesNotContain("\u0000", "\n", "\u202E");
        }
      }
    }
  }

  @Test
  void asKeysTheyAreDeliveredOrRefusedByName() {
    Mapping mapping = Mappings.with("fields: { x: x }\n");
    for (String text : NaughtyStrings.own()) {
      Map<String, Object> record = record(text);
      record.put("id", text);

      Mapped mapped = mapping.apply(record);

      if (mapped instanceof Mapped.Delivered delivered) {
        assertThat(delivered.record().key()).isEqualTo(text);
      } else {
        assertThat(((Mapped.Rejected) mapped).rejection().field()).as(text).contains("id");
      }
    }
  }

  private static Map<String, Object> record(String text) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", 1L);
    record.put("x", text);
    record.put("list", List.of(text));
    record.put("rows", List.of(Map.of("n", 1L, "x", text)));
    return record;
  }
}
