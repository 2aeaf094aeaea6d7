package dev.oneway.http.auth;

import java.time.Instant;

/**
 * What a request carries to prove who we are.
 *
 * @param value never printed
 * @param goodUntil from when on it must be renewed; {@link Instant#MAX} when only a 401 can tell
 */
record Token(String value, Instant goodUntil) {
  @Override
  public String toString() {
    return "Token[good until " + goodUntil + "]";
  }
}
