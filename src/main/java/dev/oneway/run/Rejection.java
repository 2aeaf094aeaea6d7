package dev.oneway.run;

import dev.oneway.record.Reference;
import dev.oneway.record.Version;
import java.util.Map;
import java.util.Optional;

/**
 * Why one record can't be delivered as it is, in words its owner understands.
 *
 * @param key its identity in the destination; empty when not even that could be mapped
 * @param version its changedAt, when it could be read
 * @param source the record as it was read
 * @param category one word for grouping: {@code unmappable}, {@code missing}, {@code constraint},
 *     {@code type}, {@code too-long}, {@code invalid}, {@code reference}
 * @param field the destination field it is about, when one is known
 * @param reason one sentence, with the destination's own words when it was the destination
 * @param awaits what it points to, when it can be delivered as soon as that is there
 */
public record Rejection(
    Optional<String> key,
    Optional<Version> version,
    Map<String, Object> source,
    String category,
    Optional<String> field,
    String reason,
    Optional<Reference> awaits) {

  /** One that nothing that arrives will heal. */
  public Rejection(
      Optional<String> key,
      Optional<Version> version,
      Map<String, Object> source,
      String category,
      Optional<String> field,
      String reason) {
    this(key, version, source, category, field, reason, Optional.empty());
  }
}
