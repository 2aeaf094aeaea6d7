package dev.oneway.webhook.signature;

/** What a check of a request came to. */
sealed interface Verdict {
  /** It is from somebody who has one of the secrets, as it is, and not too old. */
  record Genuine() implements Verdict {}

  /**
   * @param why for the log, never for the sender
   */
  record Refused(String why) implements Verdict {}

  /**
   * The secrets can't be read, so nobody knows.
   *
   * @param why for the log, never for the sender
   */
  record Undecided(String why) implements Verdict {}
}
