package dev.oneway.demo.slack;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/chat.postMessage} with a JSON body.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 */
final class PostMessage {
  private static final int LONGEST_TEXT = 40_000;

  private final SlackWorkspace workspace;
  private final Pace pace;

  PostMessage(SlackWorkspace workspace, Pace pace) {
    this.workspace = workspace;
    this.pace = pace;
  }

  Reply answer(Request request) throws SlackRefusal {
    if (!request.header("Content-Type").orElse("").startsWith("application/json")) {
      throw new SlackRefusal("invalid_post_type");
    }
    Object json = request.json().orElseThrow(() -> new SlackRefusal("invalid_json"));
    if (!(json instanceof Map<?, ?> arguments)) {
      throw new SlackRefusal("json_not_object");
    }
    return post(arguments);
  }

  private Reply post(Map<?, ?> arguments) throws SlackRefusal {
    String text = text(arguments.get("text"));
    List<Object> blocks = blocks(arguments.get("blocks"));
    Optional<SlackMessage.Metadata> metadata = metadata(arguments.get("metadata"));
    String channel = workspace.writable(text(arguments.get("channel")));
    if (text.isBlank() && blocks.isEmpty()) {
      throw new SlackRefusal("no_text");
    }
    pace.take(channel);
    return posted(channel, workspace.post(channel, text, blocks, metadata));
  }

  private static Reply posted(String channel, SlackMessage message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ok", true);
    body.put("channel", channel);
    body.put("ts", message.ts());
    body.put("message", message.json(true));
    return Reply.json(200, body);
  }

  private static String text(Object value) throws SlackRefusal {
    if (value == null) {
      return "";
    }
    if (!(value instanceof String text)) {
      throw new SlackRefusal("invalid_arguments");
    }
    if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
      throw new SlackRefusal("msg_too_long");
    }
    return text;
  }

  private static List<Object> blocks(Object value) throws SlackRefusal {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new SlackRefusal("invalid_blocks_format");
    }
    for (Object block : list) {
      if (!(block instanceof Map<?, ?> map) || !(map.get("type") instanceof String)) {
        throw new SlackRefusal("invalid_blocks");
      }
    }
    return List.copyOf(list);
  }

  private static Optional<SlackMessage.Metadata> metadata(Object value) throws SlackRefusal {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> map
        && map.get("event_type") instanceof String type
        && map.get("event_payload") instanceof Map<?, ?> payload) {
      Map<String, Object> hidden = new LinkedHashMap<>();
      payload.forEach((name, one) -> hidden.put(String.valueOf(name), one));
      return Optional.of(new SlackMessage.Metadata(type, hidden));
    }
    throw new SlackRefusal("invalid_metadata_format");
  }
}
