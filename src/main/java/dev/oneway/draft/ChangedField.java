package dev.oneway.draft;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The field that says when a record of the source changed. Immutable.
 *
 * @param guessed whether nobody has named it
 */
record ChangedField(Attribute field, boolean guessed) {
  /** Whether it is a number that grows. */
  boolean counts() {
    return field.kind().isNumber();
  }

  /**
   * @param key what identifies a record: in an object of the source it is looked for there, too
   */
  static Optional<ChangedField> of(Wish wish, Side source, Attribute key) {
    if (wish.changedAt().isPresent()) {
      String name = wish.changedAt().get();
      Attribute field =
          source.attribute(name).orElseGet(() -> Attribute.of(name, Kind.UNKNOWN, false));
      return Optional.of(new ChangedField(field, false));
    }
    return first(source, it -> Words.CHANGED.contains(Words.of(it.flatName())))
        .or(
            () ->
                first(
                    source, it -> it.isBeside(key) && Words.CHANGED.contains(Words.of(it.last()))))
        .map(field -> new ChangedField(field, true));
  }

  private static Optional<Attribute> first(Side source, Predicate<Attribute> like) {
    return source.attributes().stream()
        .filter(it -> it.kind().isTime() || it.kind() == Kind.TEXT)
        .filter(like)
        .findFirst();
  }
}
