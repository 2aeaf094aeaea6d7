package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Blank;
import dev.oneway.mapping.value.Check;
import dev.oneway.mapping.value.Constant;
import dev.oneway.mapping.value.FieldValue;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.RowValue;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Row;
import dev.oneway.record.WriteWhen;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one field: a source path, or a table that says where its value comes from and how. */
final class FieldReader {
  private final Reading reading;

  FieldReader(Reading reading) {
    this.reading = reading;
  }

  /** The field; empty, with a fault, when it can't be used. */
  Optional<FieldModel> read(Section.Entry entry) {
    if (entry.value() instanceof ScalarNode) {
      return shortForm(entry);
    }
    return Section.of(entry.value(), "`" + entry.name() + "`", reading.faults())
        .flatMap(section -> longForm(entry, section));
  }

  private Optional<FieldModel> shortForm(Section.Entry entry) {
    return Section.textOf(entry.value(), "`" + entry.name() + "`", reading.faults())
        .flatMap(text -> reading.path(text, entry.value()))
        .map(path -> new FieldValue(path, List.of(RowValue.ANY), Blank.PASS, List.of()))
        .map(value -> model(entry, value, WriteWhen.ALWAYS));
  }

  private Optional<FieldModel> longForm(Section.Entry entry, Section field) {
    field.refuseOthers(FieldLanguage.WORDS.names());
    int faultsBefore = reading.faults().size();
    Optional<Origin> origin = origin(entry, field);
    List<Stage> stages = FieldStages.read(field, origin.map(Origin::words).orElse(""), reading);
    Blank blank = BlankReader.read(field, reading);
    List<Check> checks = new CheckReader(field, reading).read(blank);
    WriteWhen when = when(field);
    Optional<FieldValue> value = origin.map(from -> new FieldValue(from, stages, blank, checks));
    if (reading.faults().size() == faultsBefore) {
      origin.ifPresent(
          from -> refuseBadConstant(new FieldValue(from, stages, blank, List.of()), checks, field));
    }
    return value.map(it -> model(entry, it, when));
  }

  /** A constant its own field refuses would reject every record. */
  private void refuseBadConstant(FieldValue value, List<Check> checks, Section field) {
    if (value.origin() instanceof Constant constant) {
      try {
        Object result = value.of(Map.of());
        if (result != null && result != Row.ABSENT) {
          checks.forEach(check -> check.test(result));
        }
      } catch (BadValue bad) {
        reading
            .faults()
            .at(
                field.find(ValueReader.VALUE).orElseThrow().value(),
                "`value` can't be used: " + bad.sentence(constant.words()) + ".",
                "Write another value, or remove what refuses it.");
      }
    }
  }

  private static FieldModel model(Section.Entry entry, FieldValue value, WriteWhen when) {
    int line = FaultList.lineOf(entry.key());
    int column = FaultList.columnOf(entry.key());
    return new FieldModel(entry.name(), line, column, value, when);
  }

  private Optional<Origin> origin(Section.Entry entry, Section field) {
    List<OriginReader> named =
        FieldLanguage.ORIGINS.stream().filter(reader -> wordIn(field, reader).isPresent()).toList();
    if (named.size() > 1) {
      refuseBoth(entry, field, named.get(0), named.get(1));
    } else if (named.isEmpty() && field.knowsOnly(FieldLanguage.WORDS.names())) {
      reading
          .faults()
          .at(
              entry.key(),
              "`" + entry.name() + "` doesn't say where its value comes from.",
              "Add `from:` with a path, `value:` with a constant, or `expr:` with a JSONata"
                  + " expression.");
    }
    // Of several one is told to go, so that what else is wrong with them doesn't matter.
    Reading told = named.size() > 1 ? reading.silently() : reading;
    return named.stream()
        .map(reader -> reader.read(field, told))
        .reduce((first, second) -> first)
        .flatMap(origin -> origin);
  }

  private void refuseBoth(
      Section.Entry entry, Section field, OriginReader first, OriginReader second) {
    String one = wordIn(field, first).orElseThrow().name();
    Section.Entry other = wordIn(field, second).orElseThrow();
    reading
        .faults()
        .at(
            other.key(),
            "`" + entry.name() + "` has both `" + one + "` and `" + other.name() + "`.",
            "Keep one of them: a value comes from one place.");
  }

  private static Optional<Section.Entry> wordIn(Section field, OriginReader reader) {
    return reader.words().stream()
        .map(Word::name)
        .flatMap(word -> field.find(word).stream())
        .findFirst();
  }

  private static WriteWhen when(Section field) {
    return field
        .word(FieldLanguage.ON.name(), FieldLanguage.ON.choices())
        .map(word -> WriteWhen.valueOf(word.toUpperCase(Locale.ROOT)))
        .orElse(WriteWhen.ALWAYS);
  }
}
