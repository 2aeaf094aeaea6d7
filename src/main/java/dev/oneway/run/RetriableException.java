package dev.oneway.run;

import java.time.Duration;
import java.util.Optional;

/**
 * The environment is at fault (timeout, outage, limit), not a record: the same work may succeed
 * later. Never a reason for a dead letter. When it lasts, the run fails and its watermark stays.
 */
public class RetriableException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Duration retryAfter;
  private final FailureCategory category;

  public RetriableException(String message, Throwable cause) {
    this(FailureCategory.UNAVAILABLE, message, null, cause);
  }

  /**
   * @param category one of those that may heal by themselves
   * @param retryAfter how long the other side asked us to wait; null when it didn't say
   * @param cause null when it was an answer
   */
  public RetriableException(
      FailureCategory category, String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.category = category;
    this.retryAfter = retryAfter;
  }

  public FailureCategory category() {
    return category;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
