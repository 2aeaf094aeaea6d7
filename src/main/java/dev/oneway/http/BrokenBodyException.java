package dev.oneway.http;

import dev.oneway.run.RetriableException;
import java.io.IOException;

/**
 * What a request was to carry broke off where it comes from, so that the request had to be given
 * up. The server it was for isn't at fault.
 */
public final class BrokenBodyException extends IOException {
  private static final long serialVersionUID = 1L;
  private final RetriableException reason;

  /**
   * @param reason what went wrong at the other server
   */
  public BrokenBodyException(RetriableException reason) {
    super(reason);
    this.reason = reason;
  }

  /** What to throw when the request was given up. */
  public RetriableException reason() {
    return reason;
  }
}
