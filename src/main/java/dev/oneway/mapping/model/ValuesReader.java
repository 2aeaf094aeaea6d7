package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code values}: a value map's name, or the map itself. */
final class ValuesReader implements StageReader {
  static final String VALUES = "values";

  static final Word WORD =
      Word.of(
              VALUES,
              Kind.either(Kind.text("the name of a value map"), new Kind.Named(Kind.CONSTANT)),
              "a value map, by name or written out: known values and what becomes of them. `\"*\"`"
                  + " says what becomes of others: `reject` (also when there is no `\"*\"`), `keep`,"
                  + " or a value")
          .example(
              "{ from: state, values: { N: new, \"*\": other } }", "{\"state\": \"N\"}", "\"new\"")
          .example(
              "{ from: state, values: { N: new, \"*\": other } }",
              "{\"state\": \"X\"}",
              "\"other\"");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.find(VALUES).flatMap(entry -> reading.values().of(entry));
  }
}
