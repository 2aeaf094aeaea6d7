package dev.oneway.preview;

/** A plan that can't be applied: somebody must make another one. */
public final class UnusablePlanException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why a sentence's end, after "the plan can't be applied: "
   */
  UnusablePlanException(String why) {
    super("The plan can't be applied: " + why + ". Plan again.");
  }
}
