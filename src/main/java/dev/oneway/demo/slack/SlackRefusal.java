package dev.oneway.demo.slack;

import dev.oneway.demo.http.Reply;
import java.time.Duration;
import java.util.Map;

/** Slack does not do what it was asked: nearly always a word inside HTTP 200. */
final class SlackRefusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String RATE_LIMITED = "ratelimited";

  private final Duration wait;

  /**
   * @param code as Slack's documentation lists them, e.g. {@code channel_not_found}
   */
  SlackRefusal(String code) {
    this(code, Duration.ZERO);
  }

  private SlackRefusal(String code, Duration wait) {
    super(code);
    this.wait = wait;
  }

  static SlackRefusal rateLimited(Duration wait) {
    return new SlackRefusal(RATE_LIMITED, wait);
  }

  Reply reply() {
    Map<String, Object> body = Map.of("ok", false, "error", getMessage());
    if (!getMessage().equals(RATE_LIMITED)) {
      return Reply.json(200, body);
    }
    long seconds = wait.plusMillis(999).toSeconds();
    return Reply.json(429, body).with("Retry-After", String.valueOf(seconds));
  }
}
