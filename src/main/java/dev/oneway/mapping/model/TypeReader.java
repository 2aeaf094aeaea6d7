package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.BinaryType;
import dev.oneway.mapping.value.BooleanType;
import dev.oneway.mapping.value.DateForms;
import dev.oneway.mapping.value.DateType;
import dev.oneway.mapping.value.DecimalType;
import dev.oneway.mapping.value.InstantType;
import dev.oneway.mapping.value.IntegerType;
import dev.oneway.mapping.value.JsonType;
import dev.oneway.mapping.value.RowValue;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.TextType;
import dev.oneway.mapping.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code type} and, for dates and instants, {@code sourceZone} and {@code parse}. */
final class TypeReader implements StageReader {
  static final String TYPE = "type";
  static final String INSTANT = "instant";
  static final String SOURCE_ZONE = "sourceZone";
  private static final String DATE = "date";

  private static final Map<String, Stage> SIMPLE = new LinkedHashMap<>();

  static {
    SIMPLE.put("text", new TextType());
    SIMPLE.put("integer", new IntegerType());
    SIMPLE.put("decimal", new DecimalType());
    SIMPLE.put("boolean", new BooleanType());
    SIMPLE.put("json", new JsonType());
    SIMPLE.put("binary", new BinaryType());
  }

  private static final List<String> NAMES =
      List.of("text", "integer", "decimal", "boolean", DATE, "json", INSTANT, "binary");

  static final List<Word> WORDS =
      List.of(
          Word.of(
                  TYPE,
                  new Kind.Choice(NAMES),
                  "what the value is read as; what isn't one is refused. Without it the value"
                      + " passes as it is")
              .example("{ from: n, type: integer }", "{\"n\": \"12\"}", "12")
              .example(
                  "{ from: n, type: integer }",
                  "{\"n\": \"12,5\"}",
                  "rejected as type: `n` is \"12,5\", but must be a whole number such as 12.")
              .example("{ from: b, type: binary }", "{\"b\": \"+/8\"}", "{\"$binary\":\"+/8=\"}"),
          Word.of(
                  SOURCE_ZONE,
                  Kind.text("a time zone"),
                  "for `instant`: the zone of times that come without one; without it they are"
                      + " refused")
              .example(
                  "{ from: at, type: instant, sourceZone: Europe/Berlin }",
                  "{\"at\": \"2026-01-31 11:15\"}",
                  "\"2026-01-31T10:15:00Z\""),
          ParseReader.WORD);

  @Override
  public List<Word> words() {
    return WORDS;
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    refuseUnlessInstant(field, List.of(SOURCE_ZONE), reading);
    if (!mayBe(List.of(DATE, INSTANT), field)) {
      refuse(
          field,
          ParseReader.PARSE,
          "dates and points in time",
          "`type: date` or `type: instant`",
          reading);
    }
    if (field.find(TYPE).isEmpty()) {
      return Optional.of(RowValue.ANY);
    }
    return field
        .word(TYPE, NAMES)
        .map(name -> stage(name, forms(field, name, reading), field, reading));
  }

  /** How the field's type reads what the mapping's author writes: always in ISO form. */
  static Optional<Stage> ofConstants(Section field, Reading reading) {
    Reading silent = reading.silently();
    return nameIn(field).map(name -> stage(name, DateForms.ISO, field, silent));
  }

  private static Stage stage(String name, DateForms forms, Section field, Reading reading) {
    return switch (name) {
      case DATE -> new DateType(forms);
      case INSTANT -> new InstantType(forms, reading.zone(field, SOURCE_ZONE));
      default -> SIMPLE.get(name);
    };
  }

  private static DateForms forms(Section field, String type, Reading reading) {
    return field
        .find(ParseReader.PARSE)
        .filter(entry -> type.equals(DATE) || type.equals(INSTANT))
        .map(
            entry ->
                new ParseReader(field, type.equals(INSTANT), reading.faults()).read(entry.value()))
        .orElse(DateForms.ISO);
  }

  /** Adds a fault for each of the words in a field that isn't an instant. */
  static void refuseUnlessInstant(Section field, List<String> words, Reading reading) {
    if (mayBe(List.of(INSTANT), field)) {
      return;
    }
    for (String word : words) {
      refuse(field, word, "points in time", "`type: instant`", reading);
    }
  }

  private static void refuse(
      Section field, String word, String what, String types, Reading reading) {
    field
        .find(word)
        .ifPresent(
            entry ->
                reading
                    .faults()
                    .at(
                        entry.key(),
                        "`" + word + "` is for " + what + " only.",
                        "Add " + types + ", or remove `" + word + "`."));
  }

  /** Also true of a misspelt type, which has a fault of its own. */
  private static boolean mayBe(List<String> types, Section field) {
    return field.find(TYPE).isPresent()
        && nameIn(field).filter(name -> !types.contains(name)).isEmpty();
  }

  /** The known type a field names, if it does. */
  static Optional<String> nameIn(Section field) {
    return field
        .find(TYPE)
        .flatMap(
            entry ->
                entry.value() instanceof ScalarNode name && NAMES.contains(name.getValue())
                    ? Optional.of(name.getValue())
                    : Optional.empty());
  }
}
