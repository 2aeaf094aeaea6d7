package dev.oneway.mapping.value;

import java.util.Optional;

/** What a check demands of a value, or of each element of a list. Immutable. */
public sealed interface Constraint permits TextPattern, TextLength, Bound, OneOf {
  /** What the value had to be for this to test it; empty when it is. */
  Optional<String> neededFor(Object value);

  /**
   * Whether it allows the value.
   *
   * @param value one that can be tested
   */
  boolean allows(Object value);

  /** What it demands, to be put behind "must": {@code match [0-9]{6}}. */
  String demand();
}
