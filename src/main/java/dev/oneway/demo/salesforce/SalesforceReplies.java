package dev.oneway.demo.salesforce;

import dev.oneway.demo.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How Salesforce says no to a request as a whole.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm">Errors</a>
 */
final class SalesforceReplies {
  private SalesforceReplies() {}

  static Reply error(int status, String errorCode, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("errorCode", errorCode);
    return Reply.json(status, List.of(error));
  }

  static Reply notFound() {
    return error(404, "NOT_FOUND", "The requested resource does not exist");
  }

  static Reply sessionExpired() {
    return error(401, "INVALID_SESSION_ID", "Session expired or invalid");
  }

  static Reply tooManyToday() {
    return error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
  }
}
