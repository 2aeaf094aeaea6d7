package dev.oneway.run;

import java.time.Duration;

/**
 * A server is known to be down, so the request wasn't even sent. Trying again within the same run
 * would only hold a thread: the run ends, its watermark stays, and the next one tries.
 */
public final class OutageException extends RetriableException {
  private static final long serialVersionUID = 1L;

  /**
   * @param retryAfter until a request is let through again
   */
  public OutageException(String message, Duration retryAfter) {
    super(FailureCategory.UNAVAILABLE, message, retryAfter, null);
  }
}
