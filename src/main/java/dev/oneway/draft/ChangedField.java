package dev.oneway.draft;

import java.util.Optional;

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

  static Optional<ChangedField> of(Wish wish, Side source) {
    if (wish.changedAt().isPresent()) {
      String name = wish.changedAt().get();
      Attribute field =
          source.attribute(name).orElseGet(() -> Attribute.of(name, Kind.UNKNOWN, false));
      return Optional.of(new ChangedField(field, false));
    }
    return source.attributes().stream()
        .filter(it -> Words.CHANGED.contains(Words.of(it.flatName())))
        .filter(it -> it.kind().isTime() || it.kind() == Kind.TEXT)
        .findFirst()
        .map(field -> new ChangedField(field, true));
  }
}
