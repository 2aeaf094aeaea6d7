package dev.oneway.http;

import java.time.Duration;
import java.time.Instant;

/**
 * A server that doesn't serve us.
 *
 * @param server its URL without a path
 * @param since when the first request failed that no other one followed with success
 * @param failures requests in a row that had failed when it was taken for down
 * @param reason what the last of them failed with; never a secret
 */
public record Outage(String server, Instant since, long failures, String reason) {
  Duration until(Instant end) {
    return Duration.between(since, end);
  }
}
