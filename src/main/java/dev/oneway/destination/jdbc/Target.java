package dev.oneway.destination.jdbc;

import dev.oneway.record.Shape;

/**
 * Where records go that are written together.
 *
 * @param base what they have in common by their mapping
 */
record Target(TableName table, Shape base) {}
