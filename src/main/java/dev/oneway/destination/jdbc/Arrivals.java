package dev.oneway.destination.jdbc;

/**
 * Guesses whether the next chunk is all new, as in a first load or a log. It is, when the last ones
 * were; each wrong guess costs an attempt and makes the next one wait twice as long. Threads may
 * share it.
 */
final class Arrivals {
  private static final int LONGEST_WAIT = 64;

  private int chunksAllNew;
  private int wait = 1;

  /**
   * @param newAtFirst whether the first chunk may be all new, as where tables are made for it
   */
  Arrivals(boolean newAtFirst) {
    chunksAllNew = newAtFirst ? 1 : 0;
  }

  synchronized boolean likelyNew() {
    return chunksAllNew >= wait;
  }

  /** A chunk was written without a guess. */
  synchronized void saw(boolean allNew) {
    chunksAllNew = allNew ? chunksAllNew + 1 : 0;
  }

  synchronized void guessedRight() {
    wait = 1;
  }

  synchronized void guessedWrong() {
    chunksAllNew = 0;
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}
