package dev.oneway.mapping.model;

import dev.oneway.mapping.model.FieldModel.Blank;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.RowValue;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one field: a source path, or a table that says where its value comes from and how. */
final class FieldReader {
  private static final String FROM = "from";
  private static final String EXPR = "expr";
  private static final String ON = "on";

  private static final List<String> ON_WORDS = List.of("always", "create", "empty");

  /** In the order of the work; the type always comes first. */
  private static final List<StageReader> STAGES =
      List.of(new TypeReader(), new ValuesReader(), new TextReader(), new OutputReader());

  private static final List<String> WORDS =
      Stream.of(
              Stream.of(FROM, EXPR, ON),
              BlankReader.WORDS.stream(),
              STAGES.stream().flatMap(reader -> reader.words().stream()))
          .flatMap(words -> words)
          .toList();

  private static final List<String> NOT_IN_KEYS =
      List.of(ON, BlankReader.REQUIRED, BlankReader.NULL);

  private final Reading reading;

  FieldReader(Reading reading) {
    this.reading = reading;
  }

  /** The fields of a table; those without fault, when there are faults. */
  List<FieldModel> fields(List<Section.Entry> table, FieldNames names) {
    List<FieldModel> fields = new ArrayList<>();
    for (Section.Entry entry : table) {
      names.declare(entry);
      field(entry).ifPresent(fields::add);
    }
    return fields;
  }

  /** The fields of a key, which are always required and always written; at least one. */
  List<FieldModel> key(Section section, String name, FieldNames names) {
    List<Section.Entry> table = section.table(name);
    table.forEach(this::refuseInKey);
    section
        .find(name)
        .filter(entry -> table.isEmpty() && entry.value() instanceof MappingNode)
        .ifPresent(
            entry ->
                reading
                    .faults()
                    .at(entry.key(), "`" + name + "` is empty.", "Add at least one field to it."));
    return fields(table, names);
  }

  private void refuseInKey(Section.Entry entry) {
    if (entry.value() instanceof MappingNode) {
      Section.of(entry.value(), "", new FaultList(""))
          .ifPresent(section -> NOT_IN_KEYS.forEach(word -> refuseInKey(section, word)));
    }
  }

  private void refuseInKey(Section section, String word) {
    section
        .find(word)
        .ifPresent(
            entry ->
                reading
                    .faults()
                    .at(
                        entry.key(),
                        "A key field is always required and always written.",
                        "Remove `" + word + "`."));
  }

  private Optional<FieldModel> field(Section.Entry entry) {
    if (entry.value() instanceof ScalarNode) {
      return shortForm(entry);
    }
    return Section.of(entry.value(), "`" + entry.name() + "`", reading.faults())
        .flatMap(section -> longForm(entry, section));
  }

  private Optional<FieldModel> shortForm(Section.Entry entry) {
    return Section.textOf(entry.value(), "`" + entry.name() + "`", reading.faults())
        .flatMap(text -> reading.path(text, entry.value()))
        .map(path -> model(entry, path, List.of(RowValue.ANY), BlankReader.PASS, WriteWhen.ALWAYS));
  }

  private Optional<FieldModel> longForm(Section.Entry entry, Section field) {
    field.refuseOthers(WORDS);
    Optional<Origin> origin = origin(entry, field);
    List<Stage> stages =
        STAGES.stream().flatMap(reader -> reader.read(field, reading).stream()).toList();
    Blank blank = BlankReader.read(field, reading);
    WriteWhen when = when(field);
    return origin.map(from -> model(entry, from, stages, blank, when));
  }

  private static FieldModel model(
      Section.Entry entry, Origin origin, List<Stage> stages, Blank blank, WriteWhen when) {
    int line = FaultList.lineOf(entry.key());
    int column = FaultList.columnOf(entry.key());
    return new FieldModel(entry.name(), line, column, origin, stages, blank, when);
  }

  private Optional<Origin> origin(Section.Entry entry, Section field) {
    boolean from = field.find(FROM).isPresent();
    if (from && field.find(EXPR).isPresent()) {
      reading
          .faults()
          .at(
              field.find(EXPR).get().key(),
              "`" + entry.name() + "` has both `from` and `expr`.",
              "Keep `from` for a path, or `expr` for a computation.");
    } else if (!from && field.find(EXPR).isEmpty() && field.knowsOnly(WORDS)) {
      reading
          .faults()
          .at(
              entry.key(),
              "`" + entry.name() + "` doesn't say where its value comes from.",
              "Add `from:` with a path, or `expr:` with a JSONata expression.");
    }
    return from
        ? reading.path(field, FROM).map(path -> path)
        : reading.expression(field, EXPR).map(expression -> expression);
  }

  private WriteWhen when(Section field) {
    return field
        .word(ON, ON_WORDS)
        .map(word -> WriteWhen.valueOf(word.toUpperCase(Locale.ROOT)))
        .orElse(WriteWhen.ALWAYS);
  }
}
