package dev.oneway.demo.zendesk;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import java.util.List;
import java.util.Map;

/**
 * What Zendesk answers when it doesn't do what it was asked.
 *
 * @see <a href="https://developer.zendesk.com/api-reference/introduction/requests/">Response
 *     format</a>
 */
final class ZendeskErrors {
  private ZendeskErrors() {}

  static Reply unauthorized() {
    return Reply.json(401, Map.of("error", "Couldn't authenticate you"));
  }

  static Reply invalidToken() {
    return Reply.json(
        401,
        Map.of(
            "error",
            "invalid_token",
            "error_description",
            "The access token provided is expired, revoked, malformed or invalid for other reasons."));
  }

  static Reply recordNotFound() {
    return Reply.json(404, Map.of("error", "RecordNotFound", "description", "Not found"));
  }

  static Reply invalidEndpoint() {
    return Reply.json(404, Map.of("error", "InvalidEndpoint", "description", "Not found"));
  }

  static Reply invalidAttribute(String name) {
    String message = "You passed an invalid value for the " + name + " attribute.";
    return Reply.json(
        400, Map.of("error", Map.of("title", "Invalid attribute", "message", message)));
  }

  static Reply notJson() {
    return Reply.json(
        422,
        Map.of("error", "Unprocessable Entity", "message", "Server could not parse JSON: invalid"));
  }

  static Reply recordInvalid(Invalid invalid) {
    Map<String, Object> fault =
        invalid.code().isEmpty()
            ? Map.of("description", invalid.description())
            : Map.of("description", invalid.description(), "error", invalid.code());
    return Reply.json(
        422,
        Map.of(
            "error",
            "RecordInvalid",
            "description",
            "Record validation errors",
            "details",
            Map.of(invalid.field(), List.of(fault))));
  }

  /** Zendesk says it in plain text. */
  static Reply tooMany(String text, Quota quota) {
    return Reply.text(429, text).with("Retry-After", Long.toString(quota.secondsLeft()));
  }

  /** A record that breaks a rule of Zendesk's. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final String code;

    /**
     * @param code such as BlankValue; empty when Zendesk gives none
     */
    Invalid(String field, String description, String code) {
      super(description);
      this.field = field;
      this.code = code;
    }

    String field() {
      return field;
    }

    String description() {
      return getMessage();
    }

    String code() {
      return code;
    }
  }
}
