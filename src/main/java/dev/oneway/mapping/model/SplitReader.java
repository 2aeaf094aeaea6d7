package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Split;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code split}: a text becomes a list. */
final class SplitReader implements StageReader {
  private static final String SPLIT = "split";

  private static final Word WORD =
      Word.of(
              SPLIT,
              Kind.text("a separator"),
              "the separator that makes a list of a text. What follows works on each element;"
                  + " elements that end as null or empty are left out")
          .example(
              "{ from: tags, split: \",\", text: trim }",
              "{\"tags\": \"a, b,, \"}",
              "[\"a\",\"b\"]")
          .example(
              "{ from: tags, split: \",\", type: integer }",
              "{\"tags\": \"1,x\"}",
              "rejected as type: element 2 of `tags` is \"x\", but must be a whole number such as"
                  + " 12.");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    Optional<String> separator = field.text(SPLIT);
    if (separator.filter(String::isEmpty).isPresent()) {
      reading
          .faults()
          .at(
              field.find(SPLIT).orElseThrow().value(),
              "The separator is empty.",
              "Write what stands between the elements, e.g. `split: \",\"`.");
    }
    return separator.filter(text -> !text.isEmpty()).map(Split::new);
  }
}
