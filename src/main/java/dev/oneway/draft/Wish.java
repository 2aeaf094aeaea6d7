package dev.oneway.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The flow somebody wants. Immutable.
 *
 * @param flow its name
 * @param key the fields of the source that identify a record; none when that is to be guessed
 * @param changedAt the field that says when a record changed; empty when that is to be guessed
 * @param sample documents as the source gives them; none when there is no such file
 * @param fromAuth NAME of the settings with which an HTTP source is read
 * @param toAuth NAME of the settings with which an HTTP destination is written
 */
public record Wish(
    String flow,
    Address from,
    Address to,
    List<String> key,
    Rhythm rhythm,
    Optional<String> changedAt,
    List<JsonNode> sample,
    Optional<String> fromAuth,
    Optional<String> toAuth) {

  /** The mapping's name. */
  public String mapping() {
    return from.slug() + "-to-" + to.slug();
  }
}
