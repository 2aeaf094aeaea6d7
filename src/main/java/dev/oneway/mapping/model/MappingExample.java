package dev.oneway.mapping.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One example of a mapping file: a record, and what the mapping must make of it. Immutable.
 *
 * @param name what the author calls it
 * @param line where it stands, 1-based
 * @param column where it stands, 1-based
 * @param given the record as JSON would give it
 */
public record MappingExample(
    Optional<String> name, int line, int column, Map<String, Object> given, Expected expected) {

  /** What must become of the record. */
  public sealed interface Expected {
    /**
     * It is delivered.
     *
     * @param fields values by field or child; what isn't named isn't compared
     * @param absent fields and children that must not be there
     */
    record Delivered(Map<String, Object> fields, List<String> absent) implements Expected {}

    /**
     * It is delivered as gone.
     *
     * @param fields as of a delivered one
     */
    record Deactivated(Map<String, Object> fields) implements Expected {}

    /** It is delivered as gone, to be archived or deleted. */
    record Gone() implements Expected {}

    /**
     * It is rejected; what is empty isn't compared.
     *
     * @param reason a part of the reason
     */
    record Rejected(Optional<String> category, Optional<String> field, Optional<String> reason)
        implements Expected {}

    /** The mapping's {@code where} leaves it out. */
    record Filtered() implements Expected {}
  }
}
