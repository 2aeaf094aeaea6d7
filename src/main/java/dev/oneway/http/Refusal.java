package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.hc.core5.http.HttpHeaders;

/** What a status that isn't success means for the work: later, or never before somebody acts. */
final class Refusal {
  private static final int MOST_BYTES = 16 * 1024;

  private final Auth auth;
  private final InstantSource clock;

  Refusal(Auth auth, InstantSource clock) {
    this.auth = auth;
    this.clock = clock;
  }

  Failure of(HttpCall call, Answer answer) {
    int status = answer.status();
    return new Failure(
        category(status),
        call + " was answered with status " + status + reason(answer),
        remedy(status),
        RetryAfter.parse(answer.header(HttpHeaders.RETRY_AFTER), clock.instant()));
  }

  private static FailureCategory category(int status) {
    return switch (status) {
      case 401 -> FailureCategory.UNAUTHORIZED;
      case 403 -> FailureCategory.FORBIDDEN;
      case 404, 410 -> FailureCategory.NOT_FOUND;
      case 408 -> FailureCategory.TIMEOUT;
      case 409, 412 -> FailureCategory.CONFLICT;
      case 413 -> FailureCategory.TOO_LARGE;
      case 425 -> FailureCategory.UNAVAILABLE;
      case 429 -> FailureCategory.RATE_LIMITED;
      default -> status >= 500 ? FailureCategory.UNAVAILABLE : FailureCategory.INVALID;
    };
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
