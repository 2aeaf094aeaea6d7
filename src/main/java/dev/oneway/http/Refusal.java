package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.hc.core5.http.HttpHeaders;

/** Words for an answer that isn't success: what was asked, what the vendor says, what to do. */
final class Refusal {
  private static final int MOST_BYTES = 16 * 1024;

  private final Auth auth;
  private final InstantSource clock;

  Refusal(Auth auth, InstantSource clock) {
    this.auth = auth;
    this.clock = clock;
  }

  /**
   * @param said by the vendor, without our secrets; empty when it says nothing
   */
  Failure of(HttpCall call, Answer answer, FailureCategory category, String said) {
    return new Failure(
        category,
        call
            + " was answered with status "
            + answer.status()
            + redirect(answer)
            + (said.isEmpty() ? "" : ": " + said),
        remedy(category),
        RetryAfter.parse(answer.header(HttpHeaders.RETRY_AFTER), clock.instant()));
  }

  /** What the body says; empty when it can't be read or says nothing. */
  String said(Answer answer) {
    try {
      byte[] body = answer.body().readNBytes(MOST_BYTES);
      if (body.length < MOST_BYTES) {
        answer.drain();
      }
      return said(new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return "";
    }
  }

  /** The sentence in a body that says why, without our secrets. */
  String said(String body) {
    return VendorMessage.in(auth.conceal(body));
  }

  private static String redirect(Answer answer) {
    String location = answer.status() / 100 == 3 ? answer.header(HttpHeaders.LOCATION) : null;
    return location == null ? "" : " and a redirect to " + printable(location);
  }

  private static String printable(String location) {
    try {
      return PrintableUrl.of(URI.create(location));
    } catch (IllegalArgumentException e) {
      return "what is no URL";
    }
  }

  private String remedy(FailureCategory category) {
    return switch (category) {
      case UNAUTHORIZED -> "Check the credentials in " + auth.place() + ".";
      case FORBIDDEN -> "Grant the credentials in " + auth.place() + " the right to do this.";
      case NOT_FOUND -> "Check the URL.";
      default -> "Check the URL and the query.";
    };
  }
}
