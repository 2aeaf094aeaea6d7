package dev.oneway.demo.salesforce;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queries and the pages of their results, which stay as they were when the query was asked. Threads
 * may share it.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm">Query</a>
 */
final class SalesforceQueries {
  private static final int LONGEST_URL = 16_384;
  private static final int OPEN_CURSORS = 10;
  private static final Pattern LOCATOR = Pattern.compile("(\\w+)-(\\d+)");
  private static final Pattern BATCH_SIZE = Pattern.compile("batchSize=(\\d{1,5})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS+0000").withZone(ZoneOffset.UTC);

  private final SalesforceOrg org;
  private final AtomicInteger pageSize;
  private final Map<String, List<Map<String, Object>>> cursors = new LinkedHashMap<>();
  private int asked;

  SalesforceQueries(SalesforceOrg org, AtomicInteger pageSize) {
    this.org = org;
    this.pageSize = pageSize;
  }

  /**
   * @param deleted whether deleted records are found, too
   */
  synchronized Reply first(Request request, boolean deleted, String version) {
    String query = request.query().getOrDefault("q", "");
    if (URLEncoder.encode(query, StandardCharsets.UTF_8).length() > LONGEST_URL) {
      return Reply.text(414, "URI Too Long");
    }
    try {
      List<Map<String, Object>> found = found(query, deleted, version);
      asked++;
      String cursor = "01g5g%07dAAQ".formatted(asked);
      if (found.size() > size(request)) {
        open(cursor, found);
      }
      return page(cursor, found, 0, size(request), version);
    } catch (SoqlException e) {
      return SalesforceReplies.error(400, e.errorCode(), e.getMessage());
    }
  }

  /** Only what doesn't fit its first page is kept; one too many, and the oldest is released. */
  private void open(String cursor, List<Map<String, Object>> found) {
    cursors.put(cursor, found);
    if (cursors.size() > OPEN_CURSORS) {
      cursors.remove(cursors.keySet().iterator().next());
    }
  }

  synchronized Reply further(Request request, String version, String locator) {
    Matcher place = LOCATOR.matcher(locator);
    if (!place.matches() || !cursors.containsKey(place.group(1))) {
      return SalesforceReplies.error(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    String cursor = place.group(1);
    int begin = Integer.parseInt(place.group(2));
    return page(cursor, cursors.get(cursor), begin, size(request), version);
  }

  private int size(Request request) {
    Matcher size = BATCH_SIZE.matcher(request.header("Sforce-Query-Options").orElse(""));
    int asked = size.find() ? Integer.parseInt(size.group(1)) : pageSize.get();
    return Math.min(asked, pageSize.get());
  }

  private static Reply page(
      String cursor, List<Map<String, Object>> found, int begin, int size, String version) {
    int end = Math.min(begin + size, found.size());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("totalSize", found.size());
    json.put("done", end == found.size());
    if (end < found.size()) {
      json.put("nextRecordsUrl", "/services/data/v%s/query/%s-%d".formatted(version, cursor, end));
    }
    json.put("records", found.subList(Math.min(begin, end), end));
    return Reply.json(200, json);
  }

  private List<Map<String, Object>> found(String query, boolean deleted, String version)
      throws SoqlException {
    AtomicReference<SoqlException> refused = new AtomicReference<>();
    List<Map<String, Object>> found =
        org.withAll(
            tables -> {
              try {
                return Soql.parse(query, tables, deleted, version).records(row -> true);
              } catch (SoqlException e) {
                refused.set(e);
                return List.of();
              }
            });
    if (refused.get() != null) {
      throw refused.get();
    }
    return found;
  }

  static Object shown(Object value) {
    return value instanceof Instant time ? TIME.format(time) : value;
  }
}
