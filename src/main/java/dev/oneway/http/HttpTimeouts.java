package dev.oneway.http;

import java.time.Duration;

/**
 * How long we wait for a server.
 *
 * @param connect for a connection
 * @param response for an answer to begin, and then for each further piece of it, see {@link
 *     Answer#arrived()}
 * @param call for the whole of it, until the answer's last byte; what its reader does in between
 *     doesn't count
 */
public record HttpTimeouts(Duration connect, Duration response, Duration call) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration CALL = Duration.ofMinutes(5);

  public HttpTimeouts {
    require("connectTimeout", connect);
    require("responseTimeout", response);
    require("callTimeout", call);
  }

  /** With 5 minutes for the whole call. */
  public HttpTimeouts(Duration connect, Duration response) {
    this(connect, response, CALL);
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
    if (time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " cannot be more than " + LONGEST.toHours() + "h, and is " + time.toHours() + "h");
    }
  }
}
