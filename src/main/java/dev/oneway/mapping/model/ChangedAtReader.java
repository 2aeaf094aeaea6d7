package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.DateForms;
import dev.oneway.mapping.value.InstantType;
import dev.oneway.mapping.value.IntegerType;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads {@code changedAt}: a path, or a table with its type. A local date-time is read as UTC,
 * because UTC is how the watermark is handed back to the source: a source in another zone would
 * compare its clock with ours and skip what changed in between.
 */
final class ChangedAtReader {
  private static final String FROM = "from";
  private static final String EXPR = "expr";
  private static final String INTEGER = "integer";
  private static final Stage UTC_INSTANT =
      new InstantType(DateForms.ISO, Optional.of(ZoneOffset.UTC));

  static final Vocabulary WORDS =
      new Vocabulary(
          "changedAt",
          "When the source changed the record.",
          List.of(
              Word.of(FROM, Kind.PATH, "where the record says it"),
              Word.of(
                  EXPR,
                  Kind.EXPRESSION,
                  "instead of `from`: a JSONata expression over the record, for a source whose time alone leaves ties"),
              Word.of(
                      TypeReader.TYPE,
                      Kind.oneOf(TypeReader.INSTANT, INTEGER),
                      "a point in time, or a number that grows with each change")
                  .byDefault(TypeReader.INSTANT)),
          List.of(List.of(FROM), List.of(EXPR)));

  private final Reading reading;

  ChangedAtReader(Reading reading) {
    this.reading = reading;
  }

  Optional<ChangedAt> read(Section.Entry entry) {
    String name = "`" + entry.name() + "`";
    if (entry.value() instanceof ScalarNode) {
      return Section.textOf(entry.value(), name, reading.faults())
          .flatMap(text -> reading.path(text, entry.value()))
          .map(path -> new ChangedAt(path, UTC_INSTANT));
    }
    return Section.of(entry.value(), name, reading.faults()).flatMap(this::longForm);
  }

  private Optional<ChangedAt> longForm(Section section) {
    section.refuseOthers(
        Stream.concat(WORDS.names().stream(), Stream.of(TypeReader.SOURCE_ZONE)).toList());
    requireOneOrigin(section);
    refuseZone(section);
    Stage type = type(section);
    Optional<? extends Origin> origin =
        section.find(EXPR).isPresent()
            ? reading.expression(section, EXPR)
            : reading.path(section, FROM);
    return origin.map(found -> new ChangedAt(found, type));
  }

  private void requireOneOrigin(Section section) {
    boolean path = section.find(FROM).isPresent();
    boolean expression = section.find(EXPR).isPresent();
    if (!path && !expression) {
      reading.faults().at(section.node(), "`changedAt` names no path.", "Add `from:` with a path.");
    } else if (path && expression) {
      reading
          .faults()
          .at(
              section.node(),
              "`changedAt` has both `from` and `expr`.",
              "Leave one of them out; `expr` can read the same path.");
    }
  }

  private Stage type(Section section) {
    String type =
        section
            .word(TypeReader.TYPE, List.of(TypeReader.INSTANT, INTEGER))
            .orElse(TypeReader.INSTANT);
    return type.equals(INTEGER) ? new IntegerType() : UTC_INSTANT;
  }

  private void refuseZone(Section section) {
    section
        .find(TypeReader.SOURCE_ZONE)
        .ifPresent(
            zone ->
                reading
                    .faults()
                    .at(
                        zone.value(),
                        "`changedAt` can't be in a zone of its own: the source compares it with"
                            + " the watermark, which is UTC.",
                        "Make it UTC where it is read, e.g. `updated_at AT TIME ZONE"
                            + " 'America/New_York' AS updated_at` in the query."));
  }
}
