package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.model.MappingExample.Expected;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads an example's {@code rejected}: a part of the reason, or a table. */
final class RejectionReader {
  static final String NAME = "rejected";

  private static final String CATEGORY = "category";
  private static final String FIELD = "field";
  private static final String REASON = "reason";

  static final Vocabulary WORDS =
      Vocabulary.of(
          NAME,
          "Why an example's record is refused; what isn't named isn't compared.",
          Word.of(CATEGORY, Kind.text("a category"), "the category, as dead letters have it"),
          Word.of(
              FIELD,
              Kind.text("a field"),
              "the destination field; of a child's row `order_lines.sku`"),
          Word.of(REASON, Kind.text("a part of the reason"), "a part of the reason"));

  private final FaultList faults;

  RejectionReader(FaultList faults) {
    this.faults = faults;
  }

  Optional<Expected> read(Section.Entry entry) {
    if (entry.value() instanceof ScalarNode) {
      return Section.textOf(entry.value(), "`" + entry.name() + "`", faults)
          .map(
              reason ->
                  new Expected.Rejected(Optional.empty(), Optional.empty(), Optional.of(reason)));
    }
    return Section.of(entry.value(), "`" + entry.name() + "`", faults).map(this::read);
  }

  private Expected read(Section section) {
    section.refuseOthers(WORDS.names());
    return new Expected.Rejected(section.text(CATEGORY), section.text(FIELD), section.text(REASON));
  }
}
