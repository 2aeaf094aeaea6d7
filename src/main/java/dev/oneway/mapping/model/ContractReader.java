package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code contract}; to be called when everything else is read. */
final class ContractReader {
  private static final String UNKNOWN = "unknown";
  private static final String KNOWN = "known";
  private static final String IGNORE = "ignore";
  private static final String WARN = "warn";
  private static final String REJECT = "reject";

  static final Vocabulary WORDS =
      Vocabulary.of(
          "contract",
          "What becomes of names in the source that the mapping doesn't know. It knows the names its"
              + " paths and expressions use, with all below them, and those listed here. Of an"
              + " object it goes into by a path with dots, or by `each`, the other names are looked"
              + " at, too.",
          Word.of(
                  UNKNOWN,
                  Kind.oneOf(IGNORE, WARN, REJECT),
                  "`warn` delivers the record and tells each name once a run in the log; `reject`"
                      + " refuses the record")
              .asNeeded(),
          Word.of(
              KNOWN, new Kind.Many(Kind.PATH), "paths that are known, too, with all below them"));

  private final Reading reading;

  ContractReader(Reading reading) {
    this.reading = reading;
  }

  /** The contract; empty when what is unknown is ignored. */
  Optional<Contract> read(Section.Entry entry) {
    return Section.of(entry.value(), "`" + entry.name() + "`", reading.faults())
        .flatMap(section -> read(entry, section));
  }

  private Optional<Contract> read(Section.Entry entry, Section section) {
    section.refuseOthers(WORDS.names());
    if (section.find(UNKNOWN).isEmpty()) {
      reading
          .faults()
          .at(
              entry.key(),
              "`contract` doesn't say what becomes of unknown names.",
              "Add `unknown: warn`, or `reject`, or `ignore`.");
    }
    section.find(KNOWN).ifPresent(this::addKnown);
    return section
        .word(UNKNOWN, List.of(IGNORE, WARN, REJECT))
        .filter(word -> !word.equals(IGNORE))
        .map(word -> new Contract(word.equals(REJECT), reading.names().known()));
  }

  private void addKnown(Section.Entry known) {
    if (known.value() instanceof SequenceNode list) {
      list.getValue().forEach(this::addKnown);
    } else {
      reading
          .faults()
          .at(
              known.value(),
              "`known` must be a list of paths.",
              "Write `known: [internal_note, properties.tags]`.");
    }
  }

  private void addKnown(Node path) {
    var unused =
        Section.textOf(path, "A path of `known`", reading.faults())
            .flatMap(text -> reading.path(text, path));
  }
}
