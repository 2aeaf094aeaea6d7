package dev.oneway.http;

import java.time.Duration;

/**
 * How long we wait for a server.
 *
 * @param connect for a connection
 * @param response for an answer to begin, and then for each further piece of it, see {@link
 *     Answer#arrived()}
 */
public record HttpTimeouts(Duration connect, Duration response) {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  public HttpTimeouts {
    require("connectTimeout", connect);
    require("responseTimeout", response);
  }

  private static void require(String name, Duration time) {
    if (time.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          name
              + " cannot be less than "
              + SHORTEST.toMillis()
              + "ms, and is "
              + time.toMillis()
              + "ms");
    }
  }
}
