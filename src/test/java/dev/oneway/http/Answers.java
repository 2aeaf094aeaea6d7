package dev.oneway.http;

import dev.oneway.run.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** Answers without a server. */
final class Answers {
  private static final HttpTimeouts TIMEOUTS =
      new HttpTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));

  private Answers() {}

  /**
   * @param headers each as {@code Name: value}
   */
  static Answer of(int status, String... headers) {
    return sent(FakeTime.START, status, headers);
  }

  static Answer sent(Instant sent, int status, String... headers) {
    BasicClassicHttpResponse response = new BasicClassicHttpResponse(status);
    for (String header : headers) {
      int colon = header.indexOf(':');
      response.addHeader(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    try {
      return new Answer(
          new CallClock(new Watchdog(), () -> true, TIMEOUTS), sent, response, new Traffic());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
