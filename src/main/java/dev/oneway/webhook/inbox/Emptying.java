package dev.oneway.webhook.inbox;

/** Somebody who delivers what waits in an inbox. */
public interface Emptying {
  /** Waits until nothing is left, or until what is left can't be delivered for now. */
  void awaitEmpty() throws InterruptedException;
}
