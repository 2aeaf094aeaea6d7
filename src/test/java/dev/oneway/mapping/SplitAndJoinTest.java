package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitAndJoinTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // field                                      | record              | value
        "split: ','                                   | 'a,b'               | ['a','b']",
        "split: ','                                   | 'a,,b,'             | ['a','b']",
        "split: ','                                   | ','                 | []",
        "split: ','                                   | ''                  | []",
        "split: ','                                   | 'a'                 | ['a']",
        "split: ', '                                  | 'a,b, c'            | ['a,b','c']",
        "split: '.'                                   | 'a.b'               | ['a','b']",
        "split: 'aa'                                  | 'aaab'              | ['ab']",
        "split: 0                                     | '102'               | ['1','2']",
        "split: ';', text: [trim, upper]              | ' a ; ;b'           | ['A','B']",
        "split: ',', type: integer                    | '1, 2,'             | [1,2]",
        "split: ',', values: { a: x, b: null }        | 'a,b,a'             | ['x','x']",
        "split: ',', values: { a: x, '*': null }, default: n | 'a,b'         | ['x']",
        "split: ',', values: { '': x, '*': keep }     | 'a,,b'              | ['a','x','b']",
        "split: ',', type: integer, join: '+'         | '01,2'              | '1+2'",
        "split: ',', join: ''                         | 'a,b'               | 'ab'",
        "split: ',', join: ';'                        | ','                 | null",
        "split: ',', join: ';', default: none         | ','                 | 'none'",
        "split: ',', type: integer, default: none     | null                | 'none'",
        "split: ',', email: true, join: ';'           | 'A@B.de, c@D.de'    | 'A@b.de;c@d.de'",
        "split: ',', mask: { last: 1 }, join: ','     | 'abc,de'            | '**c,*e'",
        "split: ',', type: instant, format: d MMM     | '2026-01-31T10:15Z' | ['31 Jan']",
        "join: ', '                                   | ['a', null, '', 1.50, true] | 'a, 1.50, true'",
        "join: ', '                                   | []                  | null",
        "join: ', '                                   | null                | null",
        "text: lower, join: ','                       | ['A', 'B']          | 'a,b'",
        "split: ','                                   | 5       | type: `x` is 5, but must be a text to be split.",
        "split: ','                                   | ['a']   | type: `x` is an array, but must be a text to be split.",
        "split: ',', type: integer                    | 'a'     | type: element 1 of `x` is \"a\", but must be a whole number such as 12.",
        "split: ',', type: integer                    | '1,,z'  | type: element 3 of `x` is \"z\", but must be a whole number such as 12.",
        "split: ',', values: { a: b }                 | 'c'     | value: element 1 of `x` is \"c\", which the value map doesn't list (it has a).",
        "join: ','                                    | 'a'     | type: `x` is \"a\", but must be an array.",
        "join: ','                                    | {}      | type: `x` is an object, but must be an array.",
        "join: ','                                    | [1, {}] | type: element 2 of `x` is an object, but must be text or a single value that can be written as text.",
        "join: ',', required: true                    | []      | missing: `x` is null, but the field is required."
      })
  void theWorkBetweenIsDoneOnEachElement(String words, String value, String expected) {
    assertThat(OriginsTest.result("{ from: x, " + words + " }", "'x': " + value))
        .isEqualTo(expected);
  }

  @Test
  void whatIsAbsentStaysAbsent() {
    assertThat(OriginsTest.result("{ from: x, split: ',', join: ';' }", "'y': 1"))
        .isEqualTo("absent");
  }

  @Test
  void anElementOfANestedFieldIsNamedWithItsRow() {
    assertThat(
            OriginsTest.result(
                "{ each: rows, fields: { T: { from: t, split: ',', type: integer } } }",
                "'rows': [{'t': '1'}, {'t': '1,x'}]"))
        .isEqualTo(
            "type: row 2 of `rows`: element 2 of `t` is \"x\", but must be a whole number such as"
                + " 12.");
  }

  @Test
  void aHugeTextIsSplitInTimeAndOneOfMillionsOfElementsIsRefused() {
    Mapping mapping = Mappings.ofField("{ from: x, split: ',', join: ';' }");
    String large = String.join(",", Collections.nCopies(50, "y".repeat(200_000)));
    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          assertThat(Mappings.delivered(mapping, Map.of("id", 1L, "x", large)).get("f"))
              .isEqualTo(large.replace(',', ';'));
          assertThat(
                  Mappings.rejected(mapping, Map.of("id", 1L, "x", ",".repeat(10_000_000)))
                      .reason())
              .isEqualTo(
                  "`x` is a text of 10000000 characters, but must be a text of at most 100000"
                      + " elements.");
        });
  }
}
