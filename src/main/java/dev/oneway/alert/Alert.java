package dev.oneway.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody should look at.
 *
 * @param run the run that told of it, if it was one
 * @param text what is the matter and what to do, in full sentences; never a value of a record
 * @param resolvedAt empty while it lasts
 * @param resolution how it ended, where there is more to say of it
 * @param acknowledged by whom it was seen and when; empty before
 * @param escalatedAt when it was told again, because nobody had acknowledged it
 */
public record Alert(
    String id,
    String flow,
    AlertKind kind,
    Optional<String> run,
    String text,
    Instant raisedAt,
    Optional<Instant> resolvedAt,
    Optional<String> resolution,
    Optional<Acknowledgement> acknowledged,
    Optional<Instant> escalatedAt) {

  /** Somebody has seen an alert. */
  public record Acknowledgement(String by, Instant at) {}

  /** How long it lasted, or has lasted by now. */
  public Duration lasted(Instant now) {
    return Duration.between(raisedAt, resolvedAt.orElse(now));
  }
}
