package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a request didn't succeed.
 *
 * @param category decides what becomes of it
 * @param message what was asked, and what the vendor says; never a secret, never a record
 * @param remedy what somebody can do about it, ending in a full stop; empty when nothing is known
 * @param retryAfter how long the vendor asks us to wait
 */
public record Failure(
    FailureCategory category, String message, String remedy, Optional<Duration> retryAfter) {

  /** What the vendor says of one record. */
  public static Failure of(FailureCategory category, String message) {
    return new Failure(category, message, "", Optional.empty());
  }

  Failure after(Optional<Duration> time) {
    return new Failure(category, message, remedy, time);
  }

  /**
   * What to throw when it stops the work and not only a record.
   *
   * @return when the same request may succeed later
   * @throws FatalException when it would be refused again
   */
  public RetriableException exception() {
    return switch (category) {
      case RATE_LIMITED, UNAVAILABLE, TIMEOUT, UNEXPECTED_ANSWER ->
          new RetriableException(category, message, retryAfter.orElse(null), null);
      case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, INVALID, TOO_LARGE ->
          throw new FatalException(category, (message + ". " + remedy).strip(), null);
    };
  }
}
