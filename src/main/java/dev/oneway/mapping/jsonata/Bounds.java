package dev.oneway.mapping.jsonata;

import com.dashjoin.jsonata.Jsonata;

/**
 * Ends an evaluation that recurses too deeply or doesn't end. It counts steps and reads no clock,
 * so that a record maps the same on a machine that is busy. The library's own bound reads the clock
 * and miscounts the depth of array constructors inside loops, so that long lists would trip it.
 */
final class Bounds {
  private static final int DEEPEST = 1000;
  private static final int MOST_STEPS = 2_000_000;

  private int depth;
  private int steps;

  private Bounds() {}

  /** Bounds the one evaluation that will use this frame. */
  static void set(Jsonata.Frame frame) {
    Bounds bounds = new Bounds();
    frame.setEvaluateEntryCallback((expression, input, environment) -> bounds.enter());
    frame.setEvaluateExitCallback((expression, input, environment, result) -> bounds.depth--);
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw new IllegalStateException("it recurses too deeply");
    }
    if (++steps > MOST_STEPS) {
      throw new IllegalStateException("it didn't end within " + MOST_STEPS + " steps");
    }
  }
}
