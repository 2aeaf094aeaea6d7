package dev.oneway.run;

import java.util.Locale;

/** How far a run is, or how it ended. */
public enum RunState {
  RUNNING,
  /** Everything read met its fate; rejected records wait in the dead letters. */
  DONE,
  /** Done, but what is gone at the source is removed only when somebody approves. */
  WAITING,
  /** Ended early or with books that don't balance; the watermark stayed. */
  FAILED,
  /** Stopped on request, or its process died and a later start found and closed it. */
  INTERRUPTED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
