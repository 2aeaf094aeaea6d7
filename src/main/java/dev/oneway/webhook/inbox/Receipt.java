package dev.oneway.webhook.inbox;

/**
 * What became of the events of one request: all of them are on disk, or none is.
 *
 * @param accepted how many are stored now; of several inboxes, in one at least
 * @param duplicates how many of them had come before
 * @param full whether the inbox, or one of several, is at its bound, so that nothing was stored
 */
public record Receipt(int accepted, int duplicates, boolean full) {
  /** Of a request without events. */
  static final Receipt NOTHING = new Receipt(0, 0, false);

  /** Of a request that was refused whole. */
  public static final Receipt FULL = new Receipt(0, 0, true);
}
