package dev.oneway.preview;

import java.time.Instant;
import java.util.Map;

/**
 * What a plan is of.
 *
 * @param files the files that say what the flow does, each with the digest of its content
 */
public record PlanHeader(String flow, Instant madeAt, Map<String, String> files) {
  public PlanHeader {
    files = Map.copyOf(files);
  }
}
