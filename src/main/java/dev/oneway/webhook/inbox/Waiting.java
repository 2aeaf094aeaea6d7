package dev.oneway.webhook.inbox;

import dev.oneway.run.Run;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * What waits in an inbox: handed out in chunks on lease, in order per key, and forgotten when it is
 * delivered. A lease that isn't settled is handed out again. Threads may share it.
 */
public interface Waiting extends AutoCloseable {
  /** How many wait, those on lease included. */
  long depth();

  /**
   * The oldest events that are due, at most so many; none of a key of which an older one waits.
   *
   * @param run asked for only when something is handed out
   */
  Lease take(Supplier<Run> run, int most);

  /**
   * Ends a lease: forgets what was delivered, lets wait what is to be tried again, and leaves the
   * rest as it was. Does nothing when the lease had ended already.
   *
   * @param delivered events whose fate is durable
   * @param later events to be tried again after a pause, with those of their keys behind them
   */
  void settle(Lease lease, Collection<StoredEvent> delivered, Collection<Later> later);

  /** Hands out nothing more. */
  @Override
  void close();
}
