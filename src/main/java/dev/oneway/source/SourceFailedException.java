package dev.oneway.source;

import dev.oneway.run.RetriableException;

/**
 * A source broke off while its records were read, and an iterator can't throw what is checked: the
 * cause says that the same read may succeed later.
 */
public final class SourceFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SourceFailedException(RetriableException cause) {
    super(cause.getMessage(), cause);
  }

  /** What an iterator can't throw: for whoever reads all of it at once and may be called again. */
  public RetriableException heals() {
    return (RetriableException) getCause();
  }
}
