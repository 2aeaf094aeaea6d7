package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.TextFunctions;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code text}: one function's name or a list of them, worked in this order. */
final class TextReader implements StageReader {
  private static final String TEXT = "text";

  private static final Word WORD =
      Word.of(
              TEXT,
              Kind.oneOrMany(new Kind.Choice(TextFunctions.names())),
              "`trim`, `lower`, `upper`, `collapse` (runs of blanks become one), one or a list")
          .example("{ from: name, text: [trim, upper] }", "{\"name\": \" ann \"}", "\"ANN\"");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.find(TEXT).map(entry -> new TextFunctions(names(entry.value(), reading)));
  }

  private static List<String> names(Node value, Reading reading) {
    List<Node> nodes =
        value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
    return nodes.stream().flatMap(node -> name(node, reading).stream()).toList();
  }

  private static Optional<String> name(Node node, Reading reading) {
    Optional<String> name = Section.textOf(node, "`text`", reading.faults());
    if (name.isPresent() && !TextFunctions.names().contains(name.get())) {
      reading
          .faults()
          .at(
              node,
              "There is no text function `" + name.get() + "`.",
              Section.oneOf(name.get(), TextFunctions.names()));
      return Optional.empty();
    }
    return name;
  }
}
