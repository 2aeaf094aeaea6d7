package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Check;
import dev.oneway.mapping.value.Condition;
import dev.oneway.mapping.value.Constraint;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** Reads one rule for a field's value. */
final class RuleReader {
  static final String NAME = "rule";

  private static final String EXPR = "expr";

  static final Vocabulary WORDS =
      Vocabulary.of(
          NAME,
          "What a value must keep; at least one of the first seven. Of a list each element is"
              + " tested, but for `expr`.",
          Word.of(
                  ConstraintReader.MIN_LENGTH,
                  new Kind.Count(1),
                  "how many characters a text must have at least")
              .example(
                  "{ from: s, check: { minLength: 3 } }",
                  "{\"s\": \"ab\"}",
                  "rejected as check: `s` is \"ab\", but must have at least 3 characters."),
          Word.of(
                  ConstraintReader.MAX_LENGTH,
                  new Kind.Count(0),
                  "how many characters a text may have at most")
              .example(
                  "{ from: s, check: { maxLength: 2 } }",
                  "{\"s\": \"abc\"}",
                  "rejected as check: `s` is \"abc\", but must have at most 2 characters."),
          Word.of(
                  ConstraintReader.PATTERN,
                  Kind.text("a regular expression"),
                  "a [regular expression](https://github.com/google/re2/wiki/Syntax) the whole text"
                      + " must match")
              .example(
                  "{ from: no, check: { pattern: '[0-9]{6}' } }",
                  "{\"no\": \"12\"}", "rejected as check: `no` is \"12\", but must match [0-9]{6}.")
              .example(
                  "{ from: no, check: { pattern: '[0-9]{6}' } }",
                  "{\"no\": 123456}", "rejected as type: `no` is 123456, but must be a text."),
          Word.of(
                  ConstraintReader.MIN,
                  Kind.CONSTANT,
                  "the smallest number, date or point in time that is allowed")
              .example("{ from: n, check: { min: 0.10 } }", "{\"n\": 0.1}", "0.1")
              .example(
                  "{ from: born, type: date, check: { min: 1900-01-01 } }",
                  "{\"born\": \"1026-05-01\"}",
                  "rejected as check: `born` is 1026-05-01, but must be at least 1900-01-01."),
          Word.of(
                  ConstraintReader.MAX,
                  Kind.CONSTANT,
                  "the largest number, date or point in time that is allowed")
              .example(
                  "{ from: n, check: { max: 100 } }",
                  "{\"n\": 100.5}",
                  "rejected as check: `n` is 100.5, but must be at most 100."),
          Word.of(
                  ConstraintReader.ONE_OF,
                  new Kind.Many(Kind.CONSTANT, 1),
                  "the values that are allowed; numbers count by their value")
              .example("{ from: n, check: { oneOf: [1, 2.5] } }", "{\"n\": 2.50}", "2.50")
              .example(
                  "{ from: sizes, check: { oneOf: [S, M, L] } }",
                  "{\"sizes\": [\"S\", \"XS\"]}",
                  "rejected as check: element 2 of `sizes` is \"XS\", but must be one of \"S\","
                      + " \"M\", \"L\"."),
          Word.of(
                  EXPR,
                  Kind.EXPRESSION,
                  "a JSONata expression over the record, with the value as `$value`, that must be"
                      + " true")
              .example(
                  "{ from: until, check: { expr: $value >= since } }",
                  "{\"since\": \"2026-01-02\", \"until\": \"2026-01-01\"}",
                  "rejected as check: `until` is \"2026-01-01\", but must be one of which the"
                      + " expression `$value >= since` is true."),
          Rules.MESSAGE_WORD,
          Rules.CATEGORY_WORD);

  private final Reading reading;
  private final ConstraintReader constraints;

  /**
   * @param field the field its rules belong to
   */
  RuleReader(Section field, Reading reading) {
    this.reading = reading;
    this.constraints = new ConstraintReader(field, reading);
  }

  /** The rule; empty, with a fault, when it can't be used. */
  Optional<Check> read(Section rule) {
    rule.refuseOthers(WORDS.names());
    int faultsBefore = reading.faults().size();
    List<Constraint> demands = constraints.read(rule);
    Optional<Condition> condition = reading.condition(rule, EXPR).map(expression -> expression);
    if (demands.isEmpty()
        && condition.isEmpty()
        && reading.faults().size() == faultsBefore
        && rule.knowsOnly(WORDS.names())) {
      reading
          .faults()
          .at(
              rule.node(),
              "The rule demands nothing.",
              "Add what it demands, such as `pattern`, `min`, `maxLength`, `oneOf` or `expr`.");
    }
    Optional<String> message = Rules.message(rule, reading.faults());
    String category = Rules.category(rule, reading.faults());
    return reading.faults().size() == faultsBefore
        ? Optional.of(new Check(demands, condition, message, category))
        : Optional.empty();
  }
}
