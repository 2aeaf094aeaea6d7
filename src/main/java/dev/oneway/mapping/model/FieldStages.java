package dev.oneway.mapping.model;

import dev.oneway.mapping.value.Elements;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.TextType;
import dev.oneway.mapping.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the work on a field's value; with {@code split} or {@code join} it is done per element. */
final class FieldStages {
  private FieldStages() {}

  /** Whether the work between {@code split} and {@code join} is done on each element of a list. */
  static boolean areOfElements(Section field) {
    return Stream.of(FieldLanguage.SPLIT, FieldLanguage.JOIN)
        .flatMap(reader -> reader.words().stream())
        .anyMatch(word -> field.find(word.name()).isPresent());
  }

  /**
   * The stages in their order.
   *
   * @param words how a message calls the value's origin
   */
  static List<Stage> read(Section field, String words, Reading reading) {
    Optional<Stage> split = FieldLanguage.SPLIT.read(field, reading);
    Optional<Stage> join = FieldLanguage.JOIN.read(field, reading);
    List<Stage> each = new ArrayList<>();
    FieldLanguage.STAGES.forEach(reader -> reader.read(field, reading).ifPresent(each::add));
    if (split.isEmpty() && join.isEmpty()) {
      return each;
    }
    join.ifPresent(text -> each.add(new TextType()));
    return Stream.of(split, Optional.<Stage>of(new Elements(each, words)), join)
        .flatMap(Optional::stream)
        .toList();
  }
}
