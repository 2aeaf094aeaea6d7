package dev.oneway.http;

import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.apache.hc.core5.http.HttpHeaders;

/** What a status that isn't success means for the work: later, or never before somebody acts. */
final class Refusal {
  /** Too early, too slow, too many: the request itself is fine. */
  private static final Set<Integer> RETRIABLE_4XX = Set.of(408, 425, 429);

  private static final int MOST_BYTES = 16 * 1024;

  private final Auth auth;
  private final InstantSource clock;

  Refusal(Auth auth, InstantSource clock) {
    this.auth = auth;
    this.clock = clock;
  }

  /**
   * @return what to throw when the same request may succeed later
   * @throws FatalException when it would be refused again
   */
  RetriableException of(URI url, Answer answer) {
    int status = answer.status();
    String what =
        "GET " + PrintableUrl.of(url) + " was answered with status " + status + reason(answer);
    if (status >= 500 || RETRIABLE_4XX.contains(status)) {
      Duration wait =
          RetryAfter.parse(answer.header(HttpHeaders.RETRY_AFTER), clock.instant()).orElse(null);
      return new RetriableException(what, wait, null);
    }
    throw new FatalException(what + ". " + remedy(status));
  }

  private String reason(Answer answer) {
    try {
      byte[] body = answer.body().readNBytes(MOST_BYTES);
      String message = VendorMessage.in(auth.conceal(new String(body, StandardCharsets.UTF_8)));
      return message.isEmpty() ? "" : ": " + message;
    } catch (IOException e) {
      return "";
    }
  }

  private String remedy(int status) {
    return switch (status) {
      case 401 -> "Check the credentials in " + auth.place() + ".";
      case 403 -> "Grant the credentials in " + auth.place() + " the right to do this.";
      case 404, 410 -> "Check the URL.";
      default -> "Check the URL and the query.";
    };
  }
}
