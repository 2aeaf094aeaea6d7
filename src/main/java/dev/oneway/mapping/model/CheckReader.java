package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Blank;
import dev.oneway.mapping.value.Check;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Row;
import java.util.List;

/** {@code check} of a field: rules its value must keep. */
final class CheckReader {
  static final String CHECK = "check";

  private static final String DIGITS =
      "{ from: no, check: { pattern: '[0-9]{6}', message: Employee numbers have six digits. } }";

  static final Word WORD =
      Word.of(
              CHECK,
              Kind.oneOrSome(new Kind.Table(RuleReader.NAME)),
              "rules the value must keep in the end, one or a list; absent and null aren't tested")
          .example(DIGITS, "{\"no\": \"123456\"}", "\"123456\"")
          .example(DIGITS, "{\"no\": null}", "null")
          .example(
              DIGITS,
              "{\"no\": \"12\"}",
              "rejected as check: Employee numbers have six digits (`no` is \"12\").")
          .example(
              "{ from: n, check: [{ min: 1 }, { max: 9, category: too-many }] }",
              "{\"n\": 10}",
              "rejected as too-many: `n` is 10, but must be at most 9.");

  private final Section field;
  private final Reading reading;

  CheckReader(Section field, Reading reading) {
    this.field = field;
    this.reading = reading;
  }

  /**
   * The rules of the field; those without fault, when there are faults.
   *
   * @param blank whose default the rules must allow
   */
  List<Check> read(Blank blank) {
    RuleReader rules = new RuleReader(field, reading);
    List<Check> checks =
        field.find(CHECK).stream()
            .flatMap(entry -> Rules.in(entry, reading.faults()).stream())
            .flatMap(rule -> rules.read(rule).stream())
            .toList();
    if (blank.substitute() != null && blank.substitute() != Row.ABSENT) {
      checks.forEach(check -> refuseDefault(check, blank.substitute()));
    }
    return checks;
  }

  private void refuseDefault(Check check, Object substitute) {
    try {
      check.test(substitute);
    } catch (BadValue bad) {
      reading
          .faults()
          .at(
              field.find(BlankReader.DEFAULT).orElseThrow().value(),
              "The field's own check refuses its default: " + bad.sentence("the default") + ".",
              "Change the default or the check.");
    }
  }
}
