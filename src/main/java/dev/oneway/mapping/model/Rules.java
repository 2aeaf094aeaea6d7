package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What all rules have in common: they stand alone or in a list, and say why they refuse. */
final class Rules {
  private static final String MESSAGE = "message";
  private static final String CATEGORY = "category";
  private static final String CHECK = "check";

  static final Word MESSAGE_WORD =
      Word.of(MESSAGE, Kind.text("a sentence"), "what people read in the dead letter");

  static final Word CATEGORY_WORD =
      Word.of(
              CATEGORY,
              Kind.text("a word"),
              "the category of the dead letter: a word in lower case, which may have dashes")
          .byDefault(CHECK);

  private static final Pattern WORD = Pattern.compile("[a-z]+(?:-[a-z]+)*");

  private static final Set<String> RESERVED =
      Set.of(
          "missing",
          "type",
          "value",
          "unmappable",
          "constraint",
          "too-long",
          "invalid",
          "unknown-field",
          "reference");

  private Rules() {}

  /** The rules behind a word, one or a list of them. */
  static List<Section> in(Section.Entry entry, FaultList faults) {
    if (!(entry.value() instanceof SequenceNode list)) {
      return section(entry.value(), faults).stream().toList();
    }
    if (list.getValue().isEmpty()) {
      faults.at(list, "`" + entry.name() + "` is empty.", "Add a rule to it, or remove it.");
    }
    return list.getValue().stream().flatMap(node -> section(node, faults).stream()).toList();
  }

  private static Optional<Section> section(Node node, FaultList faults) {
    return Section.of(node, "A rule of `check`", faults);
  }

  /** The message without its full stop, on one line. */
  static Optional<String> message(Section rule, FaultList faults) {
    Optional<String> text = rule.text(MESSAGE).map(written -> written.strip());
    if (text.filter(String::isEmpty).isPresent()) {
      faults.at(
          rule.find(MESSAGE).orElseThrow().value(),
          "The message is empty.",
          "Write what people shall read when the rule refuses a record.");
    }
    return text.map(sentence -> String.join(" ", sentence.split("\\s+", -1)))
        .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line);
  }

  static String category(Section rule, FaultList faults) {
    String category = rule.text(CATEGORY).orElse(CHECK);
    boolean reserved = RESERVED.contains(category);
    if (reserved || !WORD.matcher(category).matches()) {
      faults.at(
          rule.find(CATEGORY).orElseThrow().value(),
          reserved
              ? "The category `" + category + "` has a meaning of its own."
              : "`" + category + "` is no category.",
          "Write another word in lower case, such as `" + CHECK + "` or `wrong-country`.");
    }
    return category;
  }
}
