package dev.oneway.demo.box;

import dev.oneway.demo.http.Reply;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Box says, in its own words. */
final class BoxReplies {
  private BoxReplies() {}

  static Reply error(int status, String code, String message, Map<String, Object> context) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("type", "error");
    error.put("status", status);
    error.put("code", code);
    if (!context.isEmpty()) {
      error.put("context_info", context);
    }
    error.put("help_url", "http://developers.box.com/docs/#errors");
    error.put("message", message);
    error.put("request_id", "8f1zmyhe3b1kpjx0");
    return Reply.json(status, error);
  }

  static Reply error(int status, String code, String message) {
    return error(status, code, message, Map.of());
  }

  static Reply notFound() {
    return error(404, "not_found", "Not Found");
  }

  static Reply badRequest(String why) {
    return error(
        400,
        "bad_request",
        "Bad Request",
        Map.of("errors", List.of(Map.of("reason", "invalid_parameter", "message", why))));
  }

  /** Its conflicts are an object for one file, unlike what the reference says. */
  static Reply nameInUse(BoxFile there) {
    return error(
        409,
        "item_name_in_use",
        "Item with the same name already exists",
        Map.of("conflicts", standard(there)));
  }

  /** What is told of a file unless fields are asked for. */
  static Map<String, Object> standard(BoxFile file) {
    Map<String, Object> shown = mini(file);
    shown.put("sha1", file.sha1());
    shown.put("name", file.name());
    return shown;
  }

  static Map<String, Object> mini(BoxFile file) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", "file");
    shown.put("id", file.id());
    shown.put("etag", Integer.toString(file.etag()));
    return shown;
  }

  static Reply files(int status, BoxFile file) {
    Map<String, Object> shown = standard(file);
    shown.put("size", file.size());
    shown.put("modified_at", file.modifiedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    shown.put("parent", Map.of("type", "folder", "id", file.folder()));
    return Reply.json(status, Map.of("total_count", 1, "entries", List.of(shown)));
  }
}
