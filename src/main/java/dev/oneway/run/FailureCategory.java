package dev.oneway.run;

import java.util.Locale;

/**
 * Why another system didn't do what it was asked: one word for dead letters, the run history,
 * metrics and alerts, the same for every vendor.
 */
public enum FailureCategory {
  /** It asks us to slow down. */
  RATE_LIMITED,
  /** It can't be reached, or says that it is out of order. */
  UNAVAILABLE,
  /** It didn't answer in time; what it was asked for may have happened. */
  TIMEOUT,
  /** It doesn't know who we are. */
  UNAUTHORIZED,
  /** It knows who we are, and we may not do this. */
  FORBIDDEN,
  /** What is meant isn't there. */
  NOT_FOUND,
  /** What is meant is there already, or changed meanwhile. */
  CONFLICT,
  /** It refuses a record for its content. */
  INVALID,
  /** It takes no request of this size. */
  TOO_LARGE,
  /** What it answered can't be understood; what it was asked for may have happened. */
  UNEXPECTED_ANSWER;

  /** The word people read: {@code rate-limited}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The category of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  static FailureCategory ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
