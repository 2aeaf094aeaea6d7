package dev.oneway.webhook.door;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings what is answered back to the event loop: all that is there by the time it looks, so that
 * the answers to a group of requests cost it one turn. Threads share it.
 */
final class Answered {
  private final Context loop;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean called = new AtomicBoolean();

  Answered(Context loop) {
    this.loop = loop;
  }

  /**
   * @param next what the event loop does with an answer, after all that came before
   */
  void add(Runnable next) {
    waiting.add(next);
    if (called.compareAndSet(false, true)) {
      loop.runOnContext(v -> handOut());
    }
  }

  private void handOut() {
    // Before looking: what comes while we look calls again.
    called.set(false);
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }
}
