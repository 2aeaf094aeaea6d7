package dev.oneway.destination.jdbc;

import dev.oneway.run.RetriableException;

/** Another writer was in the way and the database chose us to step back: start over at once. */
final class Deadlock extends RetriableException {
  private static final long serialVersionUID = 1L;

  Deadlock(String message, Throwable cause) {
    super(message, cause);
  }
}
