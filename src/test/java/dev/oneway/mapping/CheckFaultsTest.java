package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckFaultsTest {
  private static List<Fault> faultsOf(String rest) {
    FaultsException faults =
        catchThrowableOfType(FaultsException.class, () -> Mappings.with(rest + "\n"));
    assertThat(faults).as("a fault").isNotNull();
    return faults.faults();
  }

  static Stream<Arguments> mistakesOfARule() {
    return Stream.of(
        arguments("{}", "4:32", "The rule demands nothing."),
        arguments("{ message: x }", "4:32", "The rule demands nothing."),
        arguments("[]", "4:32", "`check` is empty."),
        arguments("x", "4:32", "A rule of `check` must be a table"),
        arguments("[x]", "4:33", "A rule of `check` must be a table"),
        arguments("{ patern: x }", "4:34", "Did you mean `pattern`?"),
        arguments("{ pattern: '[0-9' }", "4:43", "missing closing ] `[0-9`. Mend it"),
        arguments("{ pattern: a(?=b) }", "4:43", "Lookahead, lookbehind and back references"),
        arguments("{ pattern: '(?<!a)b' }", "4:43", "Lookahead, lookbehind and back references"),
        arguments("{ pattern: '(a)\\1' }", "4:43", "Lookahead, lookbehind and back references"),
        arguments("{ pattern: 'a)|(b' }", "4:43", "is no RE2 expression"),
        arguments("{ pattern: [a] }", "4:43", "must be a single text"),
        arguments("{ pattern: '((a{1000}){1000}){1000}' }", "4:43", "is too large"),
        arguments("{ pattern: '(([a-z]{100}){100}){2}' }", "4:43", "is too large"),
        arguments("{ pattern: 'a{1001}' }", "4:43", "invalid repeat count `{1001}`"),
        arguments("{ min: x }", "4:39", "The limit is \"x\", which is no number, date"),
        arguments("{ min: 2026-02-30 }", "4:39", "which is no number, date"),
        arguments("{ min: 2026-01-31T10:15:30 }", "4:39", "which is no number, date"),
        arguments("{ min: }", "4:38", "The limit is null"),
        arguments("{ max: [1] }", "4:39", "The limit is an array"),
        arguments("{ max: .nan }", "4:39", "no number a record can hold"),
        arguments("{ min: 5, max: 4.9 }", "4:47", "`max` is smaller than `min`. Exchange"),
        arguments("{ min: 2026-01-02, max: 2026-01-01 }", "4:56", "`max` is smaller than `min`"),
        arguments("{ min: 5, max: 2026-01-01 }", "4:47", "not of one kind"),
        arguments("{ minLength: 3, maxLength: 2 }", "4:59", "smaller than `minLength`"),
        arguments("{ minLength: 0 }", "4:45", "must be a whole number from 1 on"),
        arguments("{ minLength: -1 }", "4:45", "must be a whole number from 1 on"),
        arguments("{ maxLength: -1 }", "4:45", "must be a whole number from 0 on"),
        arguments("{ maxLength: 1.5 }", "4:45", "must be a whole number from 0 on"),
        arguments("{ oneOf: [] }", "4:41", "`oneOf` must be a list of values"),
        arguments("{ oneOf: a }", "4:41", "`oneOf` must be a list of values"),
        arguments("{ oneOf: [a, null] }", "4:45", "null isn't tested"),
        arguments("{ oneOf: [a, [b]] }", "4:45", "no single value"),
        arguments("{ expr: '(' }", "4:40", "isn't a JSONata expression"),
        arguments("{ expr: $valu = 1 }", "4:40", "Did you mean `$value`?"),
        arguments("{ min: 1, message: ' ' }", "4:51", "The message is empty."),
        arguments("{ min: 1, category: Wrong }", "4:52", "`Wrong` is no category."),
        arguments("{ min: 1, category: a- }", "4:52", "`a-` is no category."),
        arguments("{ min: 1, category: missing }", "4:52", "has a meaning of its own"),
        arguments("{ min: 1, category: unknown-field }", "4:52", "has a meaning of its own"));
  }

  @ParameterizedTest
  @MethodSource("mistakesOfARule")
  @Timeout(20)
  void aMistakeInARuleIsOneFaultAtItsPlace(String check, String place, String message) {
    assertOne("fields: { f: { from: a, check: " + check + " } }", place, message);
  }

  static Stream<Arguments> singleMistakes() {
    return Stream.of(
        arguments(
            "fields: { f: { from: a, default: x, check: { minLength: 2 } } }",
            "4:34",
            "The field's own check refuses its default: the default is \"x\", but must have at"
                + " least 2 characters."),
        arguments(
            "fields: { f: { from: a, default: x, check: { pattern: y, message: Only y } } }",
            "4:34",
            "its default: Only y (the default is \"x\")."),
        arguments(
            "fields: { f: { from: a, default: 1, check: { pattern: y } } }",
            "4:34",
            "the default is 1, but must be a text."),
        arguments(
            "fields: { f: { from: a, type: text, check: { min: 1 } } }",
            "4:46",
            "`min` tests a number, but the field's type gives none."),
        arguments(
            "fields: { f: { from: a, type: integer, check: { pattern: x } } }",
            "4:49",
            "`pattern` tests a text"),
        arguments(
            "fields: { f: { from: a, type: boolean, check: { maxLength: 1 } } }",
            "4:49",
            "`maxLength` tests a text"),
        arguments(
            "fields: { f: { from: a, type: date, check: { min: 2026-01-31T10:15:30Z } } }",
            "4:46",
            "`min` tests a point in time"),
        arguments(
            "fields: { f: { from: a, type: instant, zone: UTC, check: { max: 2026-01-31 } } }",
            "4:60",
            "`max` tests a date"),
        arguments(
            "fields: { f: { from: a, type: integer, check: { oneOf: [1, a] } } }",
            "4:60",
            "A value of `oneOf` is \"a\", but must be a whole number"),
        arguments("check: []", "4:8", "`check` is empty."),
        arguments("check: x", "4:8", "A rule of `check` must be a table"),
        arguments("check: { expr: a = 1 }", "4:8", "The rule has no `message`."),
        arguments("check: { message: a }", "4:8", "The rule has no `expr`."),
        arguments("check: [{ expr: $value, message: a }]", "4:17", "no function or variable"),
        arguments("check: [{ expr: a, message: a, min: 1 }]", "4:32", "`min` is not known here"),
        arguments(
            "check: [{ expr: a, message: a, category: type }]", "4:42", "a meaning of its own"),
        arguments("where: $value = 1", "4:8", "no function or variable `$value`"),
        arguments("contract: {}", "4:1", "expects nothing"),
        arguments("contract: { unknown: warm }", "4:22", "Did you mean `warn`?"),
        arguments("contract: { unknown: warn, knwon: [a] }", "4:28", "Did you mean `known`?"),
        arguments("contract: { unknown: warn, known: a }", "4:35", "must be a list of paths"),
        arguments("contract: { unknown: warn, known: [a, b..c] }", "4:39", "The path `b..c` has"),
        arguments("contract: { unknown: warn, known: [[a]] }", "4:36", "must be a single text"),
        arguments("contract: warn", "4:11", "`contract` must be a table"));
  }

  @ParameterizedTest
  @MethodSource("singleMistakes")
  void aMistakeIsOneFaultAtItsPlace(String rest, String place, String message) {
    assertOne(rest, place, message);
  }

  private static void assertOne(String rest, String place, String message) {
    assertThat(faultsOf(rest))
        .singleElement()
        .satisfies(fault -> assertThat(fault.line() + ":" + fault.column()).isEqualTo(place))
        .satisfies(fault -> assertThat(fault.what() + " " + fault.remedy()).contains(message))
        .satisfies(fault -> assertThat(fault.what()).endsWith("."))
        .satisfies(fault -> assertThat(fault.remedy()).matches("(?s).*[.?]"));
  }

  @Test
  void whatATypeDoesNotMakeCertainIsNoFault() {
    Mappings.with(
        """
        fields:
          a: { from: a, type: integer, values: { 1: one }, check: { pattern: one } }
          b: { from: a, type: instant, format: yyyy, check: { pattern: "[0-9]{4}" } }
          c: { from: a, type: json, check: { min: 1 } }
          d: { from: a, check: { min: 1 } }
        """);
  }

  @Test
  @Timeout(20)
  void aPatternThatNestsOrRepeatsWithoutEndIsRefused() {
    for (String pattern :
        List.of("(".repeat(50_000) + ")".repeat(50_000), "(a{9}){999}", "a{999}".repeat(10_000))) {
      assertThat(faultsOf("fields: { f: { from: a, check: { pattern: '" + pattern + "' } } }"))
          .singleElement()
          .satisfies(fault -> assertThat(fault.toString()).hasSizeLessThan(300))
          .asString()
          .contains("m.yaml:4:43: The pattern ", "is too large");
    }
  }

  @Test
  @Timeout(20)
  void aLargePatternIsFine() {
    for (String pattern :
        List.of(
            "(".repeat(1200) + ")".repeat(1200),
            ".{1,1000}",
            "[]a]{1000}[^]a]{9}",
            "\\p{Lu}{1,50}\\x{20AC}{0,1}",
            "\\pL{1,255}@(?:[\\]x]{1,20})")) {
      Mappings.with("fields: { f: { from: a, check: { pattern: '" + pattern + "' } } }\n")
          .apply(Mappings.json("{\"id\": 1, \"a\": \"b\"}"));
    }
  }
}
