package dev.oneway.draft;

import java.util.List;
import java.util.Optional;

/**
 * One side of a flow, as far as it could be looked at. Immutable.
 *
 * @param system what the mapping calls it
 * @param object what its records are
 * @param attributes its fields; none when nothing is known of them
 * @param key the names of the fields that identify a record; none when that isn't known
 * @param asked what else was found out about how it is asked, of a paged HTTP resource
 */
public record Side(
    String system,
    String object,
    List<Attribute> attributes,
    List<String> key,
    Optional<Pages> asked) {
  static Side unknown(String system, String object) {
    return new Side(system, object, List.of(), List.of(), Optional.empty());
  }

  boolean isKnown() {
    return !attributes.isEmpty();
  }

  /** The one that is called so, as a path or as a name alone; letter case is no matter. */
  Optional<Attribute> attribute(String name) {
    return attributes.stream()
        .filter(it -> it.path().equalsIgnoreCase(name) || it.flatName().equalsIgnoreCase(name))
        .findFirst();
  }
}
