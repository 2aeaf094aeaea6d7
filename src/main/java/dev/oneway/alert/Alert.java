package dev.oneway.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody should look at.
 *
 * @param run the run that told of it, if it was one
 * @param text what is the matter and what to do, in full sentences; never a value of a record
 * @param resolvedAt empty while it lasts
 */
public record Alert(
    String id,
    String flow,
    AlertKind kind,
    Optional<String> run,
    String text,
    Instant raisedAt,
    Optional<Instant> resolvedAt) {}
