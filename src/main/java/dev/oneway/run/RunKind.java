package dev.oneway.run;

import java.util.Locale;

/** Why a run began, and therefore whether it moves the watermark. */
public enum RunKind {
  SCHEDULED(true),
  ONCE(true),
  REPLAY(false),
  /** Delivers what waits in an inbox; how far the source was read is its sweep's matter. */
  INBOX(false);

  private final boolean movesWatermark;

  RunKind(boolean movesWatermark) {
    this.movesWatermark = movesWatermark;
  }

  public boolean movesWatermark() {
    return movesWatermark;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
