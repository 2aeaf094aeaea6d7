package dev.oneway.demo.slack;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /api/conversations.history}: a channel's messages, the newest first, page by page.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/conversations.history">
 *     conversations.history</a>
 */
final class History {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 999;
  private static final String CURSOR = "next_ts:";

  private final SlackWorkspace workspace;
  private final Pace pace;

  History(SlackWorkspace workspace, Pace pace) {
    this.workspace = workspace;
    this.pace = pace;
  }

  Reply answer(Request request) throws SlackRefusal {
    Map<String, String> query = request.query();
    List<SlackMessage> all = workspace.readable(query.getOrDefault("channel", ""));
    int limit = limit(query.get("limit"));
    pace.take("conversations.history");
    List<SlackMessage> found = newestFirst(all, query);
    List<SlackMessage> page = found.subList(0, Math.min(limit, found.size()));
    boolean withMetadata =
        List.of("true", "1").contains(query.getOrDefault("include_all_metadata", "false"));
    return page(page, found.size() > page.size(), withMetadata);
  }

  private static Reply page(List<SlackMessage> page, boolean more, boolean withMetadata) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ok", true);
    body.put("messages", page.stream().map(message -> message.json(withMetadata)).toList());
    body.put("has_more", more);
    if (more) {
      String cursor = CURSOR + page.get(page.size() - 1).ts();
      body.put(
          "response_metadata",
          Map.of(
              "next_cursor",
              Base64.getEncoder().encodeToString(cursor.getBytes(StandardCharsets.UTF_8))));
    }
    return Reply.json(200, body);
  }

  private static List<SlackMessage> newestFirst(List<SlackMessage> all, Map<String, String> query)
      throws SlackRefusal {
    BigDecimal oldest = number(query.getOrDefault("oldest", "0"), "invalid_ts_oldest");
    BigDecimal before = before(query.get("cursor"));
    List<SlackMessage> found = new ArrayList<>();
    for (SlackMessage message : all) {
      BigDecimal ts = new BigDecimal(message.ts());
      if (ts.compareTo(oldest) > 0 && (before.signum() == 0 || ts.compareTo(before) < 0)) {
        found.add(message);
      }
    }
    Collections.reverse(found);
    return found;
  }

  private static BigDecimal before(String cursor) throws SlackRefusal {
    if (cursor == null || cursor.isEmpty()) {
      return BigDecimal.ZERO;
    }
    try {
      String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
      return number(text.replaceFirst("^" + CURSOR, ""), "invalid_cursor");
    } catch (IllegalArgumentException e) {
      throw new SlackRefusal("invalid_cursor");
    }
  }

  private static int limit(String text) throws SlackRefusal {
    int limit = text == null ? DEFAULT_LIMIT : number(text, "invalid_limit").intValue();
    if (limit < 1 || limit > MOST) {
      throw new SlackRefusal("invalid_limit");
    }
    return limit;
  }

  private static BigDecimal number(String text, String code) throws SlackRefusal {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new SlackRefusal(code);
    }
  }
}
