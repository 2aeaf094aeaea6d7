package dev.oneway.http;

import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Lets one thread end the request another one waits for, whether its answer has begun or not. Once
 * cancelled it stays so: no further request leaves. Threads may share it.
 */
public final class Cancellation {
  private Cancellable underWay = () -> false;
  private boolean cancelled;

  /** A request is about to leave. */
  synchronized void watch(Cancellable request) {
    underWay = request;
    if (cancelled) {
      request.cancel();
    }
  }

  /** Drops the connection of the request that is under way. Calling it again does nothing. */
  public synchronized void cancel() {
    cancelled = true;
    underWay.cancel();
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }
}
