package dev.oneway.destination.jdbc;

import dev.oneway.record.Promise;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a column takes.
 *
 * @param refuses the kinds of values it can never hold, whichever of them comes
 * @param maxLength the most characters of a text; empty when the database doesn't bound it
 * @param notNull whether null is refused
 */
record Limits(Set<Promise.Kind> refuses, OptionalInt maxLength, boolean notNull) {
  Limits {
    refuses = Set.copyOf(refuses);
  }
}
