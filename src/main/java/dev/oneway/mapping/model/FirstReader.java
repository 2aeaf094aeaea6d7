package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.FirstOf;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code first}: the first of several paths that has a value. */
final class FirstReader implements OriginReader {
  private static final String FIRST = "first";
  private static final int FEWEST = 2;

  private static final Word WORD =
      Word.of(
              FIRST,
              new Kind.Many(Kind.PATH, FEWEST),
              "the first of these paths whose value is neither absent, null nor blank; at least two")
          .example(
              "{ first: [work, home] }", "{\"work\": \" \", \"home\": \"a@b.de\"}", "\"a@b.de\"")
          .example("{ first: [work, home] }", "{\"home\": null}", "null")
          .example("{ first: [work, home] }", "{}", "(nothing)");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Origin> read(Section field, Reading reading) {
    Node value = field.find(FIRST).orElseThrow().value();
    if (!(value instanceof SequenceNode list) || list.getValue().size() < FEWEST) {
      reading
          .faults()
          .at(
              value,
              "`first` must be a list of at least two paths.",
              "Write `first: [work.email, home.email]`, or `from:` with the only path.");
      return Optional.empty();
    }
    List<Path> paths =
        list.getValue().stream().flatMap(node -> path(node, reading).stream()).toList();
    return Optional.of(new FirstOf(paths));
  }

  private static Optional<Path> path(Node node, Reading reading) {
    return Section.textOf(node, "A path of `first`", reading.faults())
        .flatMap(text -> reading.path(text, node));
  }
}
