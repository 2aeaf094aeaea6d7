package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.Optional;

/** Reads {@code source} and {@code destination}. */
final class PartyReader {
  private static final Word SYSTEM =
      Word.of("system", Kind.text("a name"), "the system, by name").asNeeded();
  private static final Word OBJECT =
      Word.of("object", Kind.text("a name"), "what the system calls its records").asNeeded();
  private static final Word OWNER =
      Word.of("owner", Kind.text("a name"), "who may change the data: who answers for it there");

  static final Vocabulary SOURCE_WORDS =
      Vocabulary.of("source", "The system of record.", SYSTEM, OBJECT, OWNER);

  static final Vocabulary DESTINATION_WORDS =
      Vocabulary.of(
          "destination",
          "The system that receives. Which table or endpoint is written says the route.",
          SYSTEM,
          OBJECT);

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
    return system.flatMap(s -> object.map(o -> new Party(s, o, owner)));
  }
}
