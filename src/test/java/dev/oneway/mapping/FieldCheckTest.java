package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Rejection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "pattern: '[0-9]{6}'            | '123456'    | passes",
        "pattern: '[0-9]{6}'            | '1234567'   | check",
        "pattern: '[0-9]{6}'            | '123456\\n' | check",
        "pattern: 'a|b'                 | 'ab'        | check",
        "pattern: 'a|b'                 | 'b'         | passes",
        "pattern: '(?i)äß'              | 'ÄẞX'       | check",
        "pattern: '^x$'                 | 'x'         | passes",
        "pattern: '.'                   | '😀'        | passes",
        "pattern: '.*'                  | 5           | type",
        "pattern: '.*'                  | true        | type",
        "min: 5                         | 5           | passes",
        "min: 5                         | 5.0         | passes",
        "min: 5                         | 4.999999999999999999999 | check",
        "min: -1e400                    | -1e400      | passes",
        "max: 0                         | 0.00        | passes",
        "max: 9223372036854775807       | 9223372036854775808 | check",
        "max: 0.3                       | 0.30000000000000000001 | check",
        "min: 5                         | '5'         | type",
        "min: 5                         | {'a': 1}    | type",
        "min: 2026-01-31                | '2026-01-31' | type",
        "minLength: 2                   | 'ab'        | passes",
        "minLength: 2                   | 'a'         | check",
        "maxLength: 1                   | '😀'        | passes",
        "maxLength: 0                   | ''          | passes",
        "maxLength: 1                   | 12          | type",
        "'oneOf': [1, 2.50, A, true]    | 1.0         | passes",
        "'oneOf': [1, 2.50, A, true]    | 2.5         | passes",
        "'oneOf': [1, 2.50, A, true]    | 'A'         | passes",
        "'oneOf': [1, 2.50, A, true]    | true        | passes",
        "'oneOf': [1, 2.50, A, true]    | '1'         | check",
        "'oneOf': [1, 2.50, A, true]    | 'a'         | check",
        "'oneOf': [1]                   | {}          | type",
        "expr: $value > limit           | 11          | passes",
        "expr: $value > limit           | 10          | check",
        "expr: nowhere                  | 10          | check",
        "expr: 'null'                   | 10          | check",
        "expr: $value                   | 10          | type",
        "expr: $value > limit           | '11'        | unmappable",
        "expr: $count($value) = 2       | [1, 2]      | passes",
        "expr: $exists($value.a)        | {'a': 1}    | passes",
        "expr: $count($value) = 0       | []          | passes",
        "pattern: a                     | ['a', null] | passes",
        "pattern: a                     | ['a', ['a']] | type",
        "max: 3                         | [1, 4]      | check",
        "max: 3                         | []          | passes",
        "pattern: a                     | null        | passes",
        "{min: 1, max: 3}               | 3           | passes",
        "{min: 1, max: 3}               | 4           | check",
      })
  void aValueThatBreaksItsRuleRejectsTheRecord(String rule, String value, String expected) {
    String table = rule.startsWith("{") ? rule : "{ " + rule + " }";
    Mapping mapping = Mappings.ofField("{ from: x, check: " + table + " }");

    Mapped mapped =
        mapping.apply(
            Mappings.json("{'id': 1, 'limit': 10, 'x': %s}".formatted(value).replace('\'', '"')));

    assertThat(mapped instanceof Mapped.Rejected no ? no.rejection().category() : "passes")
        .isEqualTo(expected);
  }

  @Test
  void whatIsAbsentIsNotTested() {
    Mapping mapping = Mappings.ofField("{ from: x, check: [{ expr: 'false' }, { minLength: 1 }] }");

    assertThat(Mappings.delivered(mapping, "{\"id\": 1}").containsKey("f")).isFalse();
  }

  @Test
  void datesAndPointsInTimeAreComparedAsSuch() {
    Mapping mapping =
        Mappings.with(
            """
            fields:
              day: { from: day, check: { min: 2026-01-31, max: 2026-01-31 } }
              at: { from: at, check: { min: "2026-01-31T10:00:00Z", max: 2026-01-31 11:00+01:00 } }
            """);
    Map<String, Object> record = new HashMap<>();
    record.put("id", 1L);
    record.put("day", LocalDate.parse("2026-01-31"));
    record.put("at", Instant.parse("2026-01-31T10:00:00Z"));
    Mappings.delivered(mapping, record);

    record.put("at", OffsetDateTime.parse("2026-01-31T10:00:00-00:01"));
    assertThat(Mappings.rejected(mapping, record).reason())
        .isEqualTo("`at` is 2026-01-31T10:00-00:01, but must be at most 2026-01-31T10:00:00Z.");
    record.put("day", LocalDate.parse("2026-02-01"));
    assertThat(Mappings.rejected(mapping, record).field()).contains("day");
    record.put("day", Instant.EPOCH);
    assertThat(Mappings.rejected(mapping, record).reason())
        .isEqualTo("`day` is 1970-01-01T00:00:00Z, but must be a date.");
  }

  @Test
  void theValueTheFieldEndsWithIsTested() {
    Mapping mapping =
        Mappings.ofField(
            "{ from: x, text: [trim, upper], default: NONE, check: { oneOf: [A, NONE] } }");

    assertThat(Mappings.delivered(mapping, "{\"id\": 1, \"x\": \" a \"}").get("f")).isEqualTo("A");
    assertThat(Mappings.delivered(mapping, "{\"id\": 1}").get("f")).isEqualTo("NONE");
    assertThat(Mappings.rejected(mapping, "{\"id\": 1, \"x\": \"b\"}").reason())
        .isEqualTo("`x` is \"B\", but must be one of \"A\", \"NONE\".");
  }

  @Test
  void oneOfKnowsDatesOfATypedField() {
    Mapping mapping =
        Mappings.ofField("{ from: x, type: date, check: { oneOf: [2026-01-31, 2026-02-28] } }");

    Mappings.delivered(mapping, "{\"id\": 1, \"x\": \"2026-01-31\"}");
    assertThat(Mappings.rejected(mapping, "{\"id\": 1, \"x\": \"2026-01-30\"}").reason())
        .isEqualTo("`x` is 2026-01-30, but must be one of 2026-01-31, 2026-02-28.");
  }

  @Test
  void theFirstRuleThatIsBrokenIsTold() {
    Mapping mapping =
        Mappings.ofField(
            """
            { from: x, check: [
                { maxLength: 5, message: "Too long. ", category: long-name },
                { pattern: "[A-Z]+", message: Capitals only! } ] }
            """
                .strip()
                .replace("\n", " "));

    Rejection both = Mappings.rejected(mapping, "{\"id\": 7, \"x\": \"abcdef\"}");
    assertThat(both.category()).isEqualTo("long-name");
    assertThat(both.reason()).isEqualTo("Too long (`x` is \"abcdef\").");
    assertThat(both.field()).contains("f");
    assertThat(both.key()).contains("7");
    Rejection second = Mappings.rejected(mapping, "{\"id\": 7, \"x\": \"abc\"}");
    assertThat(second.category()).isEqualTo("check");
    assertThat(second.reason()).isEqualTo("Capitals only! (`x` is \"abc\").");
  }

  @Test
  void aMessageNamesTheElementThatBreaksTheRule() {
    Mapping mapping =
        Mappings.ofField("{ from: tags, check: { pattern: '[a-z]+', message: Tags are small } }");

    assertThat(Mappings.rejected(mapping, "{\"id\": 7, \"tags\": [\"a\", null, \"B\"]}").reason())
        .isEqualTo("Tags are small (element 3 of `tags` is \"B\").");
  }

  @Test
  void anExpressionThatCanNotSayIsToldAsSuch() {
    Mapping mapping = Mappings.ofField("{ from: x, check: { expr: $value & 'y', message: No } }");

    assertThat(Mappings.rejected(mapping, "{\"id\": 7, \"x\": \"a\"}").reason())
        .isEqualTo(
            "`x` can't be checked: the expression `$value & 'y'` is \"ay\", but must be true or"
                + " false; compare it, e.g. with `=` or `$exists`.");
  }

  @Test
  void datesAreTextToAnExpressionAndTheRecordIsTheSource() {
    Mapping mapping =
        Mappings.ofField(
            "{ from: x, type: date, check: { expr: '$value = x and $not($exists(f))' } }");

    Mappings.delivered(mapping, "{\"id\": 7, \"x\": \"2026-01-31\"}");
  }

  @Test
  void keysAndFieldsOfChildrenAreChecked() {
    Mapping mapping =
        Mappings.of(
            """
            source: { system: Shop, object: order }
            destination: { system: BI, object: orders }
            key: { id: { from: id, check: { min: 1 } } }
            children:
              lines:
                each: lines
                parent: { order: id }
                key: { line: { from: no, check: { max: 9 } } }
                fields: { n: { from: n, check: { expr: $value < max, message: Too many } } }
            """);
    String record = "{\"id\": %d, \"lines\": [{\"no\": %d, \"n\": %d, \"max\": 5}]}";

    Mappings.delivered(mapping, record.formatted(1, 9, 4));
    Rejection key = Mappings.rejected(mapping, record.formatted(0, 9, 4));
    assertThat(key.key()).isEmpty();
    assertThat(key.reason()).isEqualTo("`id` is 0, but must be at least 1.");
    assertThat(Mappings.rejected(mapping, record.formatted(1, 10, 4)).reason())
        .isEqualTo("row 1 of `lines`: `no` is 10, but must be at most 9.");
    Rejection child = Mappings.rejected(mapping, record.formatted(1, 9, 5));
    assertThat(child.reason()).isEqualTo("row 1 of `lines`: Too many (`n` is 5).");
    assertThat(child.field()).contains("lines.n");
  }

  @Test
  @Timeout(60)
  void longTextsAndHugeNumbersAreTestedInLinearTime() {
    Mapping mapping =
        Mappings.with(
            """
            fields:
              a: { from: a, check: { pattern: "([a-z]+ ?)+x" } }
              b: { from: b, check: { pattern: "[^@]+@[^@]+" } }
              c: { from: c, check: { minLength: 3, max: 5 } }
              d: { from: d, check: { oneOf: [1, 1e9] } }
            """);
    String megabyte = "a".repeat(1_000_000);

    assertThat(Mappings.rejected(mapping, Map.of("id", 1L, "a", megabyte)).reason())
        .isEqualTo("`a` is a text of 1000000 characters, but must match ([a-z]+ ?)+x.");
    Mappings.delivered(mapping, Map.of("id", 1L, "b", megabyte + "@" + megabyte));
    assertThat(Mappings.rejected(mapping, Map.of("id", 1L, "b", megabyte.repeat(20))).reason())
        .matches("`b` is a text of 20000000 characters, but must be a text of at most \\d+ .*");
    for (String number : List.of("1E+999999999", "-1E-999999999", "0E+999999999")) {
      assertThat(
              Mappings.rejected(mapping, Map.of("id", 1L, "d", new BigDecimal(number))).category())
          .isEqualTo("check");
    }
    assertThat(Mappings.rejected(mapping, Map.of("id", 1L, "c", "\uD800")).reason())
        .contains("must have at least 3 characters");
    assertThat(Mappings.rejected(mapping, Map.of("id", 1L, "c", Double.NaN)).category())
        .isEqualTo("type");
    Object deep = 1L;
    for (int i = 0; i < 100_000; i++) {
      deep = Arrays.asList(deep);
    }
    assertThat(Mappings.rejected(mapping, Map.of("id", 1L, "d", deep)).reason()).isNotBlank();
  }
}
