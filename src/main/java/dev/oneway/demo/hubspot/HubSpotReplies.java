package dev.oneway.demo.hubspot;

import dev.oneway.demo.http.Reply;
import dev.oneway.record.RecordJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How HubSpot says no.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/error-handling">Errors</a>
 */
final class HubSpotReplies {
  private HubSpotReplies() {}

  /** A request that HubSpot refuses as a whole; carried to where the reply is made. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String category;

    Refused(String category, String message) {
      super(message);
      this.category = category;
    }

    Reply reply() {
      return error(400, category, getMessage());
    }
  }

  static Refused refused(String message) {
    return new Refused("VALIDATION_ERROR", message);
  }

  static Reply error(int status, String category, String message) {
    Map<String, Object> body = body(message);
    body.put("category", category);
    return Reply.json(status, body);
  }

  static Reply unauthorized() {
    return error(
        401,
        "INVALID_AUTHENTICATION",
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you"
            + " can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview");
  }

  /**
   * HubSpot sends no Retry-After with it.
   *
   * @param policy e.g. {@code SECONDLY}
   */
  static Reply tooMany(String policy) {
    Map<String, Object> body =
        body("You have reached your " + policy.toLowerCase(java.util.Locale.ROOT) + " limit.");
    body.put("errorType", "RATE_LIMIT");
    body.put("policyName", policy);
    return Reply.json(429, body);
  }

  /** What a record is refused for, all faults of its properties at once. */
  static String notValid(List<Map<String, Object>> faults) {
    return "Property values were not valid: " + RecordJson.write(faults);
  }

  private static Map<String, Object> body(String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "error");
    body.put("message", message);
    body.put("correlationId", UUID.randomUUID().toString());
    return body;
  }
}
