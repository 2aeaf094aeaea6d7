package dev.oneway.draft;

import java.util.Optional;

/**
 * A field of the destination, and where its value probably comes from. Immutable.
 *
 * @param source empty when nothing is like it
 * @param guess why somebody must look at it; empty when there is no doubt
 */
record Match(Attribute target, Optional<Attribute> source, Optional<String> guess) {}
