package dev.oneway.record;

import java.util.Optional;

/**
 * What becomes of the records of a mapping that are gone at the source. Immutable.
 *
 * @param place where the mapping file says so
 * @param operation what the destination does with them, no upsert
 * @param to where archived ones are kept, e.g. a table; empty where the destination knows it
 * @param missing whether what a complete read lacks is gone, too
 * @param adopt whether records are removed that the flow didn't deliver
 * @param limit how many may be gone in one run
 */
public record Removal(
    Shape.Place place,
    Operation operation,
    Optional<String> to,
    boolean missing,
    boolean adopt,
    RemovalLimit limit) {

  /** Of what the source itself calls gone, with nothing else said. */
  public static Removal of(Shape.Place place, Operation operation) {
    return new Removal(place, operation, Optional.empty(), false, false, RemovalLimit.DEFAULT);
  }
}
