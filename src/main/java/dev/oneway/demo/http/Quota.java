package dev.oneway.demo.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A vendor's limit: so many requests in each window of time. A window begins with the first request
 * after the one before it has ended. Threads may share it.
 */
public final class Quota {
  private final Duration window;
  private final InstantSource clock;
  private int requests;
  private int taken;
  private Instant end = Instant.MIN;

  public Quota(int requests, Duration window, InstantSource clock) {
    this.requests = requests;
    this.window = window;
    this.clock = clock;
  }

  /** From now on so many requests are allowed; what the window has seen still counts. */
  public synchronized void allow(int requests) {
    this.requests = requests;
  }

  /** Takes a request in; false when the window is full. */
  public synchronized boolean take() {
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      end = now.plus(window);
      taken = 0;
    }
    if (taken >= requests) {
      return false;
    }
    taken++;
    return true;
  }

  public synchronized int limit() {
    return requests;
  }

  /** How many more requests the window allows. */
  public synchronized int remaining() {
    return Math.max(0, requests - taken);
  }

  /** When the window ends. */
  public synchronized Instant end() {
    return end;
  }

  /** Whole seconds until the window ends, at least 1. */
  public synchronized long secondsLeft() {
    long millis = Duration.between(clock.instant(), end).toMillis();
    return Math.max(1, (millis + 999) / 1000);
  }
}
