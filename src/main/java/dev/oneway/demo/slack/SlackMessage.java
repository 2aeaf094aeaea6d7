package dev.oneway.demo.slack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of a channel. Immutable.
 *
 * @param ts its id within the channel, and when it was posted: seconds with six decimals
 * @param author the id of who posted it
 * @param text as it was posted, with ampersands and angle brackets escaped
 * @param blocks Block Kit; empty when there are none
 */
public record SlackMessage(
    String ts, String author, String text, List<Object> blocks, Optional<Metadata> metadata) {

  /** What an app hides in a message. */
  public record Metadata(String eventType, Map<String, Object> payload) {
    Map<String, Object> json() {
      return Map.of("event_type", eventType, "event_payload", payload);
    }
  }

  public SlackMessage {
    blocks = List.copyOf(blocks);
  }

  /** What people read: the text with its three escapes undone. */
  public String shown() {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  Map<String, Object> json(boolean withMetadata) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "message");
    json.put("user", author);
    json.put("text", text);
    json.put("ts", ts);
    if (!blocks.isEmpty()) {
      json.put("blocks", blocks);
    }
    if (withMetadata) {
      metadata.ifPresent(hidden -> json.put("metadata", hidden.json()));
    }
    return json;
  }
}
