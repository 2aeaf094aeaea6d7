package dev.oneway.webhook.signature;

/** A request isn't accepted; the message says why, for the log and never for the sender. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String why) {
    super(why, null, false, false);
  }
}
