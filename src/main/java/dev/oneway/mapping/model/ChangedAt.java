package dev.oneway.mapping.model;

import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Stage;

/**
 * Where a record says how new it is.
 *
 * @param type makes an Instant or a whole number of the value
 */
public record ChangedAt(Origin origin, Stage type) {}
