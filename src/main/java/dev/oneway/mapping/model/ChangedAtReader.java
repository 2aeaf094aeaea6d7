package dev.oneway.mapping.model;

import dev.oneway.mapping.value.InstantType;
import dev.oneway.mapping.value.IntegerType;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads {@code changedAt}: a path, or a table with its type and source zone. A local date-time is
 * read as UTC unless the file names a zone, because UTC is how the watermark is handed back to the
 * source.
 */
final class ChangedAtReader {
  private static final String FROM = "from";
  private static final String INTEGER = "integer";

  private final Reading reading;

  ChangedAtReader(Reading reading) {
    this.reading = reading;
  }

  Optional<ChangedAt> read(Section.Entry entry) {
    String name = "`" + entry.name() + "`";
    if (entry.value() instanceof ScalarNode) {
      return Section.textOf(entry.value(), name, reading.faults())
          .flatMap(text -> reading.path(text, entry.value()))
          .map(path -> new ChangedAt(path, new InstantType(Optional.of(ZoneOffset.UTC))));
    }
    return Section.of(entry.value(), name, reading.faults()).flatMap(this::longForm);
  }

  private Optional<ChangedAt> longForm(Section section) {
    section.refuseOthers(List.of(FROM, TypeReader.TYPE, TypeReader.SOURCE_ZONE));
    if (section.find(FROM).isEmpty()) {
      reading.faults().at(section.node(), "`changedAt` names no path.", "Add `from:` with a path.");
    }
    Stage type = type(section);
    return reading.path(section, FROM).map(path -> new ChangedAt(path, type));
  }

  private Stage type(Section section) {
    Optional<ZoneId> zone = reading.zone(section, TypeReader.SOURCE_ZONE);
    String type =
        section
            .word(TypeReader.TYPE, List.of(TypeReader.INSTANT, INTEGER))
            .orElse(TypeReader.INSTANT);
    return type.equals(INTEGER)
        ? new IntegerType()
        : new InstantType(zone.or(() -> Optional.of(ZoneOffset.UTC)));
  }
}
