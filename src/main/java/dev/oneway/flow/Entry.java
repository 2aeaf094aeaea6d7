package dev.oneway.flow;

/** How the application enters its flows. */
public enum Entry {
  /** Each flow starts as its file says: by its schedule or its webhook. */
  SCHEDULE,
  /** Routes are built and checked but never started. */
  INSPECT,
  /** The flow waits to be called once, at its beginning. */
  ONCE,
  /** The flow waits to be called with records, behind its source. */
  REPLAY,
  /**
   * The flow waits to be called once, at its beginning, and what its sweep puts into an inbox goes
   * to the route behind the inbox at once.
   */
  THROUGH;

  /** The endpoint that calls a flow in {@link #ONCE}, {@link #REPLAY} and {@link #THROUGH}. */
  public static String uriOf(String flow) {
    return "direct:" + flow;
  }
}
