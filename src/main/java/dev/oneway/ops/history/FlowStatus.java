package dev.oneway.ops.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a flow is doing, by its ordinary runs: those that read its source and those that deliver from
 * its inbox.
 *
 * @param lastEndedAt when its last run ended
 * @param lastSuccessAt when one last went well; of two parts the one that is longer ago
 * @param failingSince when it began to fail; empty while it doesn't
 * @param failedRun the last run that failed since then
 * @param failures how many runs in a row have failed since
 * @param recovered how its last failing ended
 */
public record FlowStatus(
    String flow,
    Instant lastEndedAt,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> failingSince,
    Optional<String> failedRun,
    long failures,
    Optional<Recovery> recovered) {

  /**
   * The end of a time in which a flow failed.
   *
   * @param took from the end of the first run that failed to the end of the one that went well
   */
  public record Recovery(Instant at, Duration took) {}

  /** A flow is as well as its worse part. */
  static FlowStatus of(List<FlowStatus> parts) {
    boolean allDone = parts.stream().allMatch(part -> part.lastSuccessAt().isPresent());
    return new FlowStatus(
        parts.get(0).flow(),
        parts.stream().map(FlowStatus::lastEndedAt).max(Comparator.naturalOrder()).orElseThrow(),
        parts.stream()
            .flatMap(part -> part.lastSuccessAt().stream())
            .min(Comparator.naturalOrder())
            .filter(any -> allDone),
        parts.stream().flatMap(part -> part.failingSince().stream()).min(Comparator.naturalOrder()),
        parts.stream().flatMap(part -> part.failedRun().stream()).findFirst(),
        parts.stream().mapToLong(FlowStatus::failures).sum(),
        parts.stream()
            .flatMap(part -> part.recovered().stream())
            .max(Comparator.comparing(Recovery::at)));
  }
}
