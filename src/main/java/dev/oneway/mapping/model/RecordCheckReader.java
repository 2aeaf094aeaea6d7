package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** Reads {@code check} at the top of a file: rules for the record as a whole. */
final class RecordCheckReader {
  static final String NAME = "recordRule";
  private static final String EXPR = "expr";

  static final Vocabulary WORDS =
      Vocabulary.of(
          NAME,
          "A rule for the record as a whole. Records that `where` leaves out aren't tested.",
          Word.of(EXPR, Kind.EXPRESSION, "what must be true of the source record").asNeeded(),
          Rules.MESSAGE_WORD.asNeeded(),
          Rules.CATEGORY_WORD);

  private final Reading reading;

  RecordCheckReader(Reading reading) {
    this.reading = reading;
  }

  /** The rules of a file; those without fault, when there are faults. */
  List<RecordCheck> read(Section root) {
    return root.find(CheckReader.CHECK).stream()
        .flatMap(entry -> Rules.in(entry, reading.faults()).stream())
        .flatMap(rule -> rule(rule).stream())
        .toList();
  }

  private Optional<RecordCheck> rule(Section rule) {
    rule.refuseOthers(WORDS.names());
    rule.requireNeeded(
        WORDS,
        rule.node(),
        "The rule",
        word -> "Add `" + word.name() + ":` with " + word.says() + ".");
    Optional<Expression> expr = reading.expression(rule, EXPR);
    Optional<String> message = Rules.message(rule, reading.faults());
    String category = Rules.category(rule, reading.faults());
    return expr.flatMap(is -> message.map(why -> new RecordCheck(is, why, category)));
  }
}
