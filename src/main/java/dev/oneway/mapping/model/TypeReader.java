package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.BooleanType;
import dev.oneway.mapping.value.DateType;
import dev.oneway.mapping.value.DecimalType;
import dev.oneway.mapping.value.InstantType;
import dev.oneway.mapping.value.IntegerType;
import dev.oneway.mapping.value.JsonType;
import dev.oneway.mapping.value.RowValue;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.TextType;
import dev.oneway.mapping.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code type} and, for instants, {@code sourceZone}. */
final class TypeReader implements StageReader {
  static final String TYPE = "type";
  static final String INSTANT = "instant";
  static final String SOURCE_ZONE = "sourceZone";

  private static final Map<String, Stage> SIMPLE = new LinkedHashMap<>();

  static {
    SIMPLE.put("text", new TextType());
    SIMPLE.put("integer", new IntegerType());
    SIMPLE.put("decimal", new DecimalType());
    SIMPLE.put("boolean", new BooleanType());
    SIMPLE.put("date", new DateType());
    SIMPLE.put("json", new JsonType());
  }

  static final List<Word> WORDS =
      List.of(
          Word.of(
                  TYPE,
                  new Kind.Choice(typeNames()),
                  "what the value is read as; what isn't one is refused. Without it the value"
                      + " passes as it is")
              .example("{ from: n, type: integer }", "{\"n\": \"12\"}", "12")
              .example(
                  "{ from: n, type: integer }",
                  "{\"n\": \"12,5\"}",
                  "rejected as type: `n` is \"12,5\", but must be a whole number such as 12."),
          Word.of(
                  SOURCE_ZONE,
                  Kind.text("a time zone"),
                  "for `instant`: the zone of times that come without one; without it they are"
                      + " refused")
              .example(
                  "{ from: at, type: instant, sourceZone: Europe/Berlin }",
                  "{\"at\": \"2026-01-31 11:15\"}",
                  "\"2026-01-31T10:15:00Z\""));

  @Override
  public List<Word> words() {
    return WORDS;
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    refuseUnlessInstant(field, List.of(SOURCE_ZONE), reading);
    if (field.find(TYPE).isEmpty()) {
      return Optional.of(RowValue.ANY);
    }
    return field
        .word(TYPE, typeNames())
        .map(
            name ->
                name.equals(INSTANT)
                    ? new InstantType(reading.zone(field, SOURCE_ZONE))
                    : SIMPLE.get(name));
  }

  private static List<String> typeNames() {
    List<String> names = new ArrayList<>(SIMPLE.keySet());
    names.add(INSTANT);
    return names;
  }

  /** Adds a fault for each of the words in a field that isn't an instant. */
  static void refuseUnlessInstant(Section field, List<String> words, Reading reading) {
    if (mayBeInstant(field)) {
      return;
    }
    for (String word : words) {
      field
          .find(word)
          .ifPresent(
              entry ->
                  reading
                      .faults()
                      .at(
                          entry.key(),
                          "`" + word + "` is for points in time only.",
                          "Add `type: instant`, or remove `" + word + "`."));
    }
  }

  /** Also true of a misspelt type, which has a fault of its own. */
  private static boolean mayBeInstant(Section field) {
    return field.find(TYPE).isPresent()
        && !(field.find(TYPE).get().value() instanceof ScalarNode type
            && SIMPLE.containsKey(type.getValue()));
  }
}
