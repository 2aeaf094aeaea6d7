package dev.oneway.mapping.model;

import java.util.List;
import java.util.Optional;

/**
 * One side of a mapping. Immutable.
 *
 * @param system the system's name, e.g. {@code HubSpot}
 * @param object what it calls the records, e.g. {@code contact} or a table
 * @param owner who answers for the data there, when the file says so
 * @param owns the fields of a destination that no flow may write
 */
public record Party(String system, String object, Optional<String> owner, List<Owned> owns) {
  /**
   * A field that belongs to the destination.
   *
   * @param line where the file says so, 1-based
   * @param column where the file says so, 1-based
   */
  public record Owned(String name, int line, int column) {}

  public Party {
    owns = List.copyOf(owns);
  }
}
