package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.record.Shape;
import java.util.Map;

/**
 * What becomes of a record when the source says that it is gone. Immutable.
 *
 * @param when of which records that is true
 * @param place where the mapping file says so
 * @param set the fields that mark it in the destination, and their values, which may be null
 */
public record Deletes(Expression when, Shape.Place place, Map<String, Object> set) {}
