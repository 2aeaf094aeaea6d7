package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Blank;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code default}, {@code required} and {@code null}: what a field does without a value. */
final class BlankReader {
  static final String REQUIRED = "required";
  static final String NULL = "null";
  static final String DEFAULT = "default";
  private static final String CLEAR = "clear";
  private static final String KEEP = "keep";

  static final List<Word> WORDS =
      List.of(
          Word.of(DEFAULT, Kind.CONSTANT, "takes the place of absent and null")
              .example("{ from: name, default: \"[unknown]\" }", "{}", "\"[unknown]\"")
              .example("{ from: name, default: null }", "{}", "null"),
          Word.of(
                  REQUIRED,
                  Kind.FLAG,
                  "`true` refuses a record whose value is absent, null or blank")
              .byDefault("false")
              .example(
                  "{ from: name, required: true }",
                  "{\"name\": \" \"}",
                  "rejected as missing: `name` is empty, but the field is required."),
          Word.of(
                  NULL,
                  Kind.oneOf(CLEAR, KEEP),
                  "what null does: `clear` the destination's field or `keep` it")
              .byDefault(CLEAR)
              .example("{ from: name, null: clear }", "{\"name\": null}", "null")
              .example("{ from: name, null: keep }", "{\"name\": null}", "(nothing)"));

  /** Stages that make something else of a typed value; the default is what they would give. */
  private static final List<String> AFTER_TYPE =
      Stream.of(
              new SplitReader(),
              new ValuesReader(),
              new EmailReader(),
              new PhoneReader(),
              new HashReader(),
              new MaskReader(),
              new OutputReader(),
              new JoinReader())
          .flatMap(reader -> reader.words().stream())
          .map(Word::name)
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
    return constant(entry.get(), "The default", field, reading);
  }

  /**
   * A constant for a field, as the field's type has it, so that one field never holds two types.
   *
   * @param what names it in a fault
   */
  static Object constant(Section.Entry entry, String what, Section field, Reading reading) {
    Object constant = Constants.of(entry.value(), reading.faults());
    boolean isFinal = AFTER_TYPE.stream().anyMatch(word -> field.find(word).isPresent());
    if (constant == null || isFinal) {
      return constant;
    }
    try {
      Optional<Stage> type = TypeReader.ofConstants(field, reading);
      return type.isPresent() ? type.get().apply(constant) : constant;
    } catch (BadValue e) {
      reading
          .faults()
          .at(entry.value(), what + " " + e.clause() + ".", "Write a value of the field's type.");
      return constant;
    }
  }
}
