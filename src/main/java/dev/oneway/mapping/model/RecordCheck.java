package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;

/**
 * One rule for a record as a whole. Immutable.
 *
 * @param expr what must be true of it
 * @param message what people read when it isn't; without a full stop
 * @param category of the rejection
 */
public record RecordCheck(Expression expr, String message, String category) {}
