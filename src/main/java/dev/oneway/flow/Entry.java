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
  REPLAY;

  /** The endpoint that calls a flow in {@link #ONCE} and {@link #REPLAY}. */
  public static String uriOf(String flow) {
    return "direct:" + flow;
  }
}
