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
  INBOX(false);

  private final boolean movesWatermark;

  RunKind(boolean movesWatermark) {
    this.movesWatermark = movesWatermark;
  }

  public boolean movesWatermark() {
    return movesWatermark;
  }

  /** Whether it reads the source from its beginning on, so that it can find something missing. */
  public boolean readsSource() {
    return movesWatermark;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
