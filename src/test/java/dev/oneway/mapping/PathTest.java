package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTest {
  private static final String RECORD =
      """
      { "id": 1, "top": "t", "none": null, "empty": [], "größe": "g", "a.b": {"c d": "quoted"},
        "say \\"x\\"": "q", "properties": {"last touch": "yesterday", "x-id": 7, "none": null},
        "lines": [{"sku": "A"}, {"sku": "B"}, null], "grid": [[1, 2], [3.50]], "text": "words" }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "top                          | t",
        "größe                        | g",
        "properties.x-id              | 7",
        "'properties.\"last touch\"'  | yesterday",
        "'\"a.b\".\"c d\"'            | quoted",
        "'\"say \\\"x\\\"\"'          | q",
        "lines[0].sku                 | A",
        "lines[1].sku                 | B",
        "grid[0][1]                   | 2",
        "grid[1][0]                   | 3.50",
        "none                         | null",
        "none.deeper[3].still         | null",
        "properties.none.x            | null",
        "lines[2].sku                 | null",
        "lines[3].sku                 | null",
        "empty[0]                     | null",
        "nowhere                      | absent",
        "nowhere.at.all               | absent",
        "properties.nowhere           | absent",
        "text.length                  | absent",
        "text[0]                      | absent",
        "lines.sku                    | absent",
        "properties[0]                | absent",
        "lines[0].nowhere             | absent"
      })
  void aPathWalksMapsAndLists(String path, String expected) {
    MappedRecord record = Mappings.delivered(Mappings.ofField(path), RECORD);

    String found = record.containsKey("f") ? String.valueOf(record.get("f")) : "absent";
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void numbersKeepAllTheirDigitsOnTheirWay() {
    Map<String, Object> source =
        Mappings.json(
            """
            {"id": 1, "a": 99999999999999999, "b": 67.174118, "c": 1e400, "d": 1.10}
            """);
    source.put("e", new BigInteger("123456789012345678901234567890"));

    MappedRecord record =
        Mappings.delivered(Mappings.with("fields: { a: a, b: b, c: c, d: d, e: e }\n"), source);

    assertThat(record.get("a")).isEqualTo(99999999999999999L);
    assertThat(record.get("b")).isEqualTo(new BigDecimal("67.174118"));
    assertThat(record.get("c")).isEqualTo(new BigDecimal("1e400"));
    assertThat(record.get("d")).isEqualTo(new BigDecimal("1.10"));
    assertThat(record.get("e")).hasToString("123456789012345678901234567890");
  }
}
