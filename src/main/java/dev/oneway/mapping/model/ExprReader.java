package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code expr}: a JSONata expression. */
final class ExprReader implements OriginReader {
  private static final String EXPR = "expr";

  private static final Word WORD =
      Word.of(
              EXPR,
              Kind.EXPRESSION,
              "a [JSONata](https://docs.jsonata.org) expression over the record")
          .example(
              "{ expr: 'first & \" \" & last' }",
              "{\"first\": \"Ann\", \"last\": \"Lee\"}",
              "\"Ann Lee\"");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Origin> read(Section field, Reading reading) {
    return reading.expression(field, EXPR).map(expression -> expression);
  }
}
