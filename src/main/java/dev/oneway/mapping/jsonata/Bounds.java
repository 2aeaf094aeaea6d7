package dev.oneway.mapping.jsonata;

import com.dashjoin.jsonata.Jsonata;
import java.util.concurrent.TimeUnit;

/**
 * Ends an evaluation that recurses too deeply or takes too long. The library's own bound miscounts
 * the depth of array constructors inside loops, so that long lists would trip it.
 */
final class Bounds {
  private static final int DEEPEST = 1000;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** The clock is read once in this many steps. */
  private static final int STEPS_PER_LOOK = 256;

  private int depth;
  private int steps;
  private long began;

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
    if (steps++ % STEPS_PER_LOOK == 0) {
      look(System.nanoTime());
    }
  }

  private void look(long now) {
    if (steps == 1) {
      began = now;
    } else if (now - began > LONGEST_NANOS) {
      throw new IllegalStateException("it didn't end within 5 seconds");
    }
  }
}
