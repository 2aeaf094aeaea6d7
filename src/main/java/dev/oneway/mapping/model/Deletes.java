package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.record.Removal;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a record that is gone. Immutable.
 *
 * @param when of which records the source says so; of none when empty
 * @param set the fields that mark it in the destination, and their values, which may be null
 * @param removal what the destination does; nothing when empty
 */
public record Deletes(
    Optional<Expression> when, Map<String, Object> set, Optional<Removal> removal) {}
