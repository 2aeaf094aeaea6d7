package dev.oneway.run;

import dev.oneway.record.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record that is gone at the source and whose removal is due: what a mapping makes a record of
 * again.
 *
 * @param key its values, in the order of the mapping's key fields
 * @param version empty of one that a complete read lacked
 * @param source the record that told it; empty of one that a complete read lacked
 */
public record HeldDelete(List<Object> key, Optional<Version> version, Map<String, Object> source) {}
