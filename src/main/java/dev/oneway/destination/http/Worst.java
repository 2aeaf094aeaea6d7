package dev.oneway.destination.http;

import dev.oneway.run.RetriableException;
import java.time.Duration;

/**
 * Of all that went wrong in a round, what decides: that somebody must act, else what asks for the
 * longest wait. Belongs to one thread.
 */
final class Worst {
  private RuntimeException fatal;
  private RetriableException retriable;

  void add(RuntimeException failure) {
    fatal = fatal == null ? failure : fatal;
  }

  void add(RetriableException failure) {
    if (retriable == null || wait(failure).compareTo(wait(retriable)) > 0) {
      retriable = failure;
    }
  }

  private static Duration wait(RetriableException failure) {
    return failure.retryAfter().orElse(Duration.ZERO);
  }

  void rethrow() throws RetriableException {
    if (fatal != null) {
      throw fatal;
    }
    if (retriable != null) {
      throw retriable;
    }
  }
}
