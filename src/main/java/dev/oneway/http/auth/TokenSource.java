package dev.oneway.http.auth;

import dev.oneway.run.RetriableException;

/** Where a token comes from: a setting, a file, a token endpoint. */
@FunctionalInterface
interface TokenSource {
  /**
   * The newest one.
   *
   * @throws RetriableException when there may be one later
   * @throws dev.oneway.run.FatalException when somebody must act first
   */
  Token obtain() throws RetriableException;
}
