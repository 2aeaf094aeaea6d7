package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Constant;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Assignment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code assign} with {@code among}: one of several values, in turn. */
final class AssignReader implements OriginReader {
  static final String ASSIGN = "assign";
  static final String AMONG = "among";

  private static final String ROUND_ROBIN = "round-robin";
  private static final String OWNERS = "{ assign: round-robin, among: [ann, bob], on: create }";

  private static final List<Word> WORDS =
      List.of(
          Word.of(
                  ASSIGN,
                  Kind.oneOf(ROUND_ROBIN),
                  "gives one of the values of `among` to each record, in turn. It is remembered, so"
                      + " a record keeps its value; only `on` may stand beside it")
              .beside(AMONG)
              .example(OWNERS, "{}", "{\"$assign\":[\"ann\",\"bob\"]}"),
          Word.of(
                  AMONG,
                  new Kind.Many(Kind.CONSTANT, 1),
                  "with `assign`: the values, each of them once: texts, numbers, true or false")
              .beside(ASSIGN)
              .example("{ assign: round-robin, among: [1] }", "{}", "{\"$assign\":[1]}"));

  @Override
  public List<Word> words() {
    return WORDS;
  }

  @Override
  public Optional<Origin> read(Section field, Reading reading) {
    refuseOtherWork(field, reading.faults());
    requireBoth(field, reading.faults());
    field.word(ASSIGN, List.of(ROUND_ROBIN));
    List<Object> among =
        field.find(AMONG).map(entry -> among(entry, reading.faults())).orElse(List.of());
    return among.isEmpty() ? Optional.empty() : Optional.of(new Constant(new Assignment(among)));
  }

  private static void refuseOtherWork(Section field, FaultList faults) {
    Stream.of(
            FieldLanguage.SPLIT.words().stream(),
            FieldLanguage.STAGES.stream().flatMap(reader -> reader.words().stream()),
            FieldLanguage.JOIN.words().stream(),
            BlankReader.WORDS.stream(),
            Stream.of(CheckReader.WORD))
        .flatMap(words -> words)
        .flatMap(word -> field.find(word.name()).stream())
        .forEach(
            entry ->
                faults.at(
                    entry.key(),
                    "`" + entry.name() + "` can't stand beside `assign`.",
                    "Remove it, and write in `among` what shall arrive."));
  }

  private static void requireBoth(Section field, FaultList faults) {
    if (field.find(AMONG).isEmpty()) {
      faults.at(
          field.find(ASSIGN).orElseThrow().key(),
          "`assign` has no `among`.",
          "Add `among:` with the list of values to be given out.");
    } else if (field.find(ASSIGN).isEmpty()) {
      faults.at(
          field.find(AMONG).orElseThrow().key(),
          "`among` has no `assign`.",
          "Add `assign: round-robin`.");
    }
  }

  private static List<Object> among(Section.Entry entry, FaultList faults) {
    if (!(entry.value() instanceof SequenceNode list) || list.getValue().isEmpty()) {
      faults.at(
          entry.value(),
          "`among` must be a list of at least one value.",
          "Write e.g. `among: [ann, bob]`.");
      return List.of();
    }
    Set<Object> among = new LinkedHashSet<>();
    list.getValue().forEach(node -> add(node, among, faults));
    return List.copyOf(among);
  }

  private static void add(Node node, Set<Object> among, FaultList faults) {
    int faultsBefore = faults.size();
    Object value = Constants.of(node, faults);
    if (faults.size() > faultsBefore) {
      return;
    }
    if (!(node instanceof ScalarNode scalar) || value == null) {
      faults.at(
          node, "Only a single value can be assigned.", "Write a text, a number, true or false.");
    } else if (!among.add(value)) {
      faults.at(node, "`" + scalar.getValue() + "` is in `among` twice.", "Remove one of the two.");
    }
  }
}
