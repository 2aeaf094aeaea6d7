package dev.oneway.run;

import dev.oneway.record.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as the history tells it.
 *
 * @param endedAt empty while it runs
 * @param traffic what it cost the systems at both ends
 * @param category what another system said when it failed; empty when none did
 * @param reason why it failed
 * @param steps how long they took; none before the first has been taken
 * @param watermark where it moved the flow's watermark to; empty when it didn't
 */
public record RunSummary(
    String id,
    String flow,
    String kind,
    RunState state,
    Instant startedAt,
    Optional<Instant> endedAt,
    Counts counts,
    Traffic.Sum traffic,
    List<StepTime> steps,
    Optional<FailureCategory> category,
    Optional<String> reason,
    Optional<Version> watermark) {

  /** The same with the counts as they are in the process that runs it. */
  public RunSummary with(Run live) {
    return new RunSummary(
        id,
        flow,
        kind,
        state,
        startedAt,
        endedAt,
        live.counts(),
        live.traffic().sum(),
        steps,
        category,
        reason,
        watermark);
  }

  /** From start to end; to now while it runs. */
  public Duration duration() {
    return Duration.between(startedAt, endedAt.orElseGet(Instant::now));
  }

  /** {@code done}, {@code failed (rate-limited)}. */
  public String stateInWords() {
    return state.word() + category.map(said -> " (" + said.word() + ")").orElse("");
  }

  /** {@code done}, {@code planned}, {@code drift done}: a run that only looked says so. */
  public String outcomeInWords() {
    if (kind.equals(RunKind.PLAN.word()) && state == RunState.DONE) {
      return "planned"; // it counts what it would create, and has created nothing
    }
    return (onlyLooked() ? kind + " " : "") + stateInWords();
  }

  /** Whether it wrote nothing anywhere, whatever its counts say. */
  public boolean onlyLooked() {
    return RunKind.ofWord(kind).onlyLooks();
  }

  /** {@code , 120 calls (100 records a call), 3.1 MB out}, or nothing when no call was made. */
  public String trafficInWords() {
    return traffic.calls() == 0 ? "" : ", " + traffic.inWords(counts.read());
  }

  /** {@code read 812, created 3, unchanged 809}: read always, a fate when it happened. */
  public String countsInWords() {
    StringBuilder words = new StringBuilder("read ").append(counts.read());
    for (Fate fate : Fate.values()) {
      if (counts.of(fate) > 0) {
        words.append(", ").append(fate.word()).append(' ').append(counts.of(fate));
      }
    }
    return words.toString();
  }
}
