package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code source} and {@code destination}. */
final class PartyReader {
  private static final Word SYSTEM =
      Word.of("system", Kind.text("a name"), "the system, by name").asNeeded();
  private static final Word OBJECT =
      Word.of("object", Kind.text("a name"), "what the system calls its records").asNeeded();
  private static final Word OWNER =
      Word.of("owner", Kind.text("a name"), "who may change the data: who answers for it there");

  private static final Word OWNS =
      Word.of(
          "owns",
          new Kind.Many(Kind.text("a field")),
          "the fields of the object that are the destination's own: no flow may write them, nor may"
              + " `rest` take anything along into them");

  static final Vocabulary SOURCE_WORDS =
      Vocabulary.of("source", "The system of record.", SYSTEM, OBJECT, OWNER);

  static final Vocabulary DESTINATION_WORDS =
      Vocabulary.of(
          "destination",
          "The system that receives. Which table or endpoint is written says the route.",
          SYSTEM,
          OBJECT,
          OWNS);

  private final FaultList faults;

  PartyReader(FaultList faults) {
    this.faults = faults;
  }

  /** The party; empty, with a fault, when something is missing. */
  Optional<Party> read(Section.Entry entry, Vocabulary words) {
    return Section.of(entry.value(), "`" + entry.name() + "`", faults)
        .flatMap(section -> read(entry, section, words));
  }

  private Optional<Party> read(Section.Entry entry, Section section, Vocabulary words) {
    section.refuseOthers(words.names());
    section.requireNeeded(
        words,
        entry.key(),
        "`" + entry.name() + "`",
        word -> "Add `" + word.name() + ":` with its name.");
    Optional<String> system = section.text(SYSTEM.name());
    Optional<String> object = section.text(OBJECT.name());
    Optional<String> owner = section.text(OWNER.name());
    List<Party.Owned> owns = section.find(OWNS.name()).map(this::owns).orElse(List.of());
    return system.flatMap(s -> object.map(o -> new Party(s, o, owner, owns)));
  }

  private List<Party.Owned> owns(Section.Entry entry) {
    if (!(entry.value() instanceof SequenceNode list)) {
      faults.at(
          entry.value(),
          "`owns` must be a list of fields.",
          "Write e.g. `owns: [note, nickname]`.");
      return List.of();
    }
    return list.getValue().stream().flatMap(node -> owned(node).stream()).toList();
  }

  private Optional<Party.Owned> owned(Node node) {
    return Section.textOf(node, "A field of `owns`", faults)
        .map(name -> new Party.Owned(name, FaultList.lineOf(node), FaultList.columnOf(node)));
  }
}
