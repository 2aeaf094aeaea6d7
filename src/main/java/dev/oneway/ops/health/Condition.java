package dev.oneway.ops.health;

import java.util.Locale;

/** How a flow is, the worst first: of several that are true the first is told. */
public enum Condition {
  /** Its files are wrong. */
  BROKEN,
  /** It waits for settings. */
  NOT_CONFIGURED,
  /** Somebody has paused it. */
  PAUSED,
  /** It was stopped, and hasn't been started again. */
  STOPPED,
  /** Its last runs have failed. */
  FAILING,
  /** What is gone at the source waits for somebody's word. */
  WAITING,
  /** An alert of it lasts. */
  ALERT,
  /** Nothing has gone wrong, for it hasn't run yet. */
  NEW,
  OK;

  /** The word people read in tables and programs read in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
