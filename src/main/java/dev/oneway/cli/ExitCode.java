package dev.oneway.cli;

/** What the process tells its caller. */
final class ExitCode {
  static final int DONE = 0;

  /** Done, and something was refused or waits: in the dead letters, or for approval. */
  static final int DEAD_LETTERS = 1;

  /** Wrong use, wrong files or missing settings. */
  static final int CONFIGURATION = 2;

  static final int RUN_FAILED = 3;

  private ExitCode() {}
}
