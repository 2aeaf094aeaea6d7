package dev.oneway.demo.hubspot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most so many requests within any stretch of real time of this length. Threads may share it.
 */
final class RequestLimit {
  private int requests;
  private final long windowNanos;
  private final Deque<Long> taken = new ArrayDeque<>();

  RequestLimit(int requests, Duration window) {
    this.requests = requests;
    this.windowNanos = window.toNanos();
  }

  /** From now on so many requests are allowed. */
  synchronized void allow(int most) {
    requests = most;
  }

  /** Takes a request in; false when there are too many. */
  synchronized boolean take() {
    long now = System.nanoTime();
    while (!taken.isEmpty() && now - taken.peekFirst() >= windowNanos) {
      taken.removeFirst();
    }
    return taken.size() < requests && taken.add(now);
  }

  synchronized int requests() {
    return requests;
  }

  synchronized int left() {
    return Math.max(0, requests - taken.size());
  }
}
