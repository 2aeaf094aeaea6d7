package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Constant;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code value}: a constant. */
final class ValueReader implements OriginReader {
  static final String VALUE = "value";

  private static final Word WORD =
      Word.of(VALUE, Kind.CONSTANT, "a constant: a text, a number, true, null, a list or a table")
          .example("{ value: web }", "{}", "\"web\"")
          .example("{ value: [a, 1.50, { b: true }] }", "{}", "[\"a\",1.50,{\"b\":true}]")
          .example("{ value: null }", "{}", "null");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Origin> read(Section field, Reading reading) {
    return field
        .find(VALUE)
        .map(entry -> new Constant(Constants.of(entry.value(), reading.faults())));
  }
}
