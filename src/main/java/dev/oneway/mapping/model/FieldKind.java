package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.yaml.Section;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What kind of value a field ends with, when its type makes that certain. */
final class FieldKind {
  private static final Map<String, Object> BY_TYPE =
      Map.of(
          "text",
          "text",
          "integer",
          1L,
          "decimal",
          BigDecimal.ONE,
          "boolean",
          true,
          "date",
          LocalDate.EPOCH,
          "instant",
          Instant.EPOCH);

  private FieldKind() {}

  /** A value such as the field ends with; empty when it isn't certain. */
  static Optional<Object> sample(Section field) {
    return field.knowsOnly(keepingTheKind())
        ? field
            .find(TypeReader.TYPE)
            .map(Section.Entry::value)
            .filter(ScalarNode.class::isInstance)
            .map(type -> BY_TYPE.get(((ScalarNode) type).getValue()))
        : Optional.empty();
  }

  /** Words that make no value of another kind behind the type. */
  private static List<String> keepingTheKind() {
    return Stream.of(
            FieldLanguage.ORIGINS.stream()
                .flatMap(reader -> reader.words().stream())
                .map(Word::name),
            TypeReader.WORDS.stream().map(Word::name),
            BlankReader.WORDS.stream().map(Word::name),
            Stream.of("text", "zone", CheckReader.CHECK, FieldLanguage.ON.name()))
        .flatMap(names -> names)
        .toList();
  }
}
