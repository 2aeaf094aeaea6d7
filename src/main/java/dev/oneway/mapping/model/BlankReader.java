package dev.oneway.mapping.model;

import dev.oneway.mapping.model.FieldModel.Blank;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code default}, {@code required} and {@code null}: what a field does without a value. */
final class BlankReader {
  static final String REQUIRED = "required";
  static final String NULL = "null";
  private static final String DEFAULT = "default";
  private static final String CLEAR = "clear";
  private static final String KEEP = "keep";

  static final List<String> WORDS = List.of(DEFAULT, REQUIRED, NULL);

  /** Absent stays absent, and null clears the field. */
  static final Blank PASS = new Blank(Row.ABSENT, false, false);

  /** Stages that make something else of a typed value; the default is what they would give. */
  private static final List<String> AFTER_TYPE =
      Stream.of(new ValuesReader(), new OutputReader())
          .flatMap(reader -> reader.words().stream())
          .toList();

  private BlankReader() {}

  static Blank read(Section field, Reading reading) {
    boolean required = field.flag(REQUIRED).orElse(false);
    boolean keepNull = field.word(NULL, List.of(CLEAR, KEEP)).orElse(CLEAR).equals(KEEP);
    return new Blank(substitute(field, reading), required, keepNull);
  }

  private static Object substitute(Section field, Reading reading) {
    Optional<Section.Entry> entry = field.find(DEFAULT);
    if (entry.isEmpty()) {
      return Row.ABSENT;
    }
    Object constant = Constants.of(entry.get().value(), reading.faults());
    boolean isFinal = AFTER_TYPE.stream().anyMatch(word -> field.find(word).isPresent());
    return constant == null || isFinal ? constant : typed(constant, field, entry.get(), reading);
  }

  /** The default as the field's type has it, so that one field never holds two types. */
  private static Object typed(
      Object constant, Section field, Section.Entry entry, Reading reading) {
    Reading silent = new Reading(new FaultList(""), reading.values());
    try {
      Optional<Stage> type = new TypeReader().read(field, silent);
      return type.isPresent() ? type.get().apply(constant) : constant;
    } catch (BadValue e) {
      reading
          .faults()
          .at(
              entry.value(),
              "The default " + e.clause() + ".",
              "Write a default of the field's type.");
      return constant;
    }
  }
}
