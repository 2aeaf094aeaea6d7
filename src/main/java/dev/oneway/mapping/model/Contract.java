package dev.oneway.mapping.model;

import dev.oneway.mapping.value.KnownNames;

/**
 * What a mapping knows of its source. Immutable.
 *
 * @param rejects whether a record with an unknown name is refused, or told of and delivered
 */
public record Contract(boolean rejects, KnownNames known) {}
