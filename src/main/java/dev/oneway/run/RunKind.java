package dev.oneway.run;

import java.util.Locale;

/** Why a run began, and therefore whether it moves the watermark. */
public enum RunKind {
  SCHEDULED(true),
  ONCE(true),
  REPLAY(false),
  /** Removes what was held and is approved; reads nothing. */
  APPROVE(false),
  /** Delivers what waits in an inbox; how far the source was read is its sweep's matter. */
  INBOX(false),
  /** Compares what would be delivered with the destination, and writes nothing anywhere. */
  PLAN(false),
  /** Delivers what a plan has shown. */
  APPLY(false),
  /** Compares what was delivered with the destination, and writes nothing anywhere. */
  DRIFT(false),
  /** The same, and delivers what differs once more. */
  REPAIR(false),
  /** Reads a range of the source once more. */
  BACKFILL(false);

  private final boolean movesWatermark;

  RunKind(boolean movesWatermark) {
    this.movesWatermark = movesWatermark;
  }

  public boolean movesWatermark() {
    return movesWatermark;
  }

  /**
   * Whether it is what the flow is there for: to bring a destination up to date with its source.
   * How these go is how the flow goes.
   */
  public boolean isOrdinary() {
    return movesWatermark || this == INBOX;
  }

  /** Whether it reads the source from its beginning on, so that it can find something missing. */
  public boolean readsSource() {
    return movesWatermark || this == PLAN;
  }

  /** Whether records that waited for what they point to go with it, once that is there. */
  public boolean takesReturning() {
    return readsSource() || this == INBOX;
  }

  /** Whether something is to be done once its source is read to the end. */
  public boolean concludes() {
    return this != DRIFT && this != REPAIR;
  }

  /** Whether it only looks: it claims nothing, keeps no dead letters and writes nowhere. */
  public boolean onlyLooks() {
    return this == PLAN || this == DRIFT;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static RunKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
