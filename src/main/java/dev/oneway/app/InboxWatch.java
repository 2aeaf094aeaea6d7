package dev.oneway.app;

import dev.oneway.run.Reasons;
import dev.oneway.webhook.inbox.InboxState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits in inboxes that are topics of Kafka: asked on a thread of its own, since brokers may
 * take long to answer, or never do, and nobody who looks at something else shall wait for them.
 * Threads may share it.
 */
final class InboxWatch implements Supplier<List<InboxState>> {
  private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Supplier<List<InboxState>> brokers;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile List<InboxState> latest = List.of();
  private volatile long answeredNanos = System.nanoTime() - EVERY.toNanos();

  InboxWatch(Supplier<List<InboxState>> brokers) {
    this.brokers = brokers;
  }

  /** What was last answered; nothing before the first answer, and when there was none. */
  @Override
  public List<InboxState> get() {
    boolean isOld = System.nanoTime() - answeredNanos >= EVERY.toNanos();
    if (isOld && asking.compareAndSet(false, true)) {
      Thread thread = new Thread(this::ask, "oneway-inboxes");
      thread.setDaemon(true);
      thread.start();
    }
    return latest;
  }

  private void ask() {
    try {
      latest = brokers.get();
    } catch (RuntimeException e) {
      latest = List.of();
      LOG.debug("what waits in the inboxes isn't known: {}", Reasons.of(e));
    } finally {
      answeredNanos = System.nanoTime();
      asking.set(false);
    }
  }
}
