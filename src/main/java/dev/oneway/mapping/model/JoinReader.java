package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Join;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code join}: a list becomes a text. */
final class JoinReader implements StageReader {
  private static final String JOIN = "join";

  private static final Word WORD =
      Word.of(
              JOIN,
              Kind.text("what is put between the elements"),
              "what is put between the elements to make one text of a list. The work before it is"
                  + " done on each element; a list without elements becomes null")
          .example(
              "{ from: tags, text: upper, join: \", \" }", "{\"tags\": [\"a\", \"b\"]}", "\"A, B\"")
          .example("{ from: tags, split: \";\", join: \",\" }", "{\"tags\": \"a;;b\"}", "\"a,b\"")
          .example("{ from: tags, join: \",\" }", "{\"tags\": []}", "null")
          .example(
              "{ from: tags, join: \",\" }",
              "{\"tags\": \"a\"}",
              "rejected as type: `tags` is \"a\", but must be an array.");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.text(JOIN).map(Join::new);
  }
}
