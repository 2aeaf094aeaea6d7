package dev.oneway.demo.servicenow;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who asks, how often, and for which rows. Threads may share it. */
final class ServiceNowApi implements Vendor {
  private static final Pattern TABLE = Pattern.compile("/api/now/(?:v\\d/)?table/([a-z_]+)");
  private static final String LIMIT = "sysparm_limit";
  private static final String OFFSET = "sysparm_offset";
  private static final String MOST = "10000";
  private static final String RULE = "b5f1d2c7db4f1010a0b3c2f5ce961900";

  private final String basic;
  private final String token;
  private final Quota quota;
  private final ServiceNowTables tables;

  ServiceNowApi(String user, String password, Quota quota, ServiceNowTables tables) {
    this.basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.token = password;
    this.quota = quota;
    this.tables = tables;
  }

  @Override
  public Reply answer(Request request) {
    boolean known =
        request.header("Authorization").orElse("").equals(basic)
            || request.bearer().filter(token::equals).isPresent();
    if (!known) {
      return refused(401, "User Not Authenticated", "Required to provide Auth information");
    }
    if (!quota.take()) {
      return limited(
          refused(429, "Rate limit exceeded", "The number of requests allowed per hour is used up")
              .with("Retry-After", Long.toString(quota.secondsLeft())));
    }
    return limited(route(request));
  }

  private Reply route(Request request) {
    Matcher table = TABLE.matcher(request.path());
    if (!table.matches() || !request.method().equals("GET")) {
      return refused(400, "Requested URI does not represent any resource", request.path());
    }
    return tables.has(table.group(1))
        ? rows(request, table.group(1))
        : refused(400, "Invalid table " + table.group(1), "");
  }

  private Reply rows(Request request, String table) {
    EncodedQuery query = EncodedQuery.parse(request.query().getOrDefault("sysparm_query", ""));
    List<Map<String, String>> found =
        tables.rows(table).stream().filter(query.filter()).sorted(query.order()).toList();
    int limit = number(request, LIMIT, MOST);
    int offset = number(request, OFFSET, "0");
    RowView view = new RowView(tables, request);
    List<Map<String, Object>> page =
        found.stream().skip(offset).limit(limit).map(view::of).toList();
    Reply reply =
        Reply.json(200, Map.of("result", page))
            .with("X-Total-Count", Integer.toString(found.size()));
    return found.size() <= limit
        ? reply
        : reply.with("Link", links(request, limit, offset, found.size()));
  }

  private static int number(Request request, String parameter, String other) {
    String text = request.query().getOrDefault(parameter, other);
    return Integer.parseInt(text.matches("\\d{1,8}") ? text : other);
  }

  private static String links(Request request, int limit, int offset, int total) {
    List<String> links = new ArrayList<>();
    links.add(link(request, "first", 0, limit));
    if (offset > 0) {
      links.add(link(request, "prev", Math.max(0, offset - limit), limit));
    }
    if (offset + limit < total) {
      links.add(link(request, "next", offset + limit, limit));
    }
    links.add(link(request, "last", (total - 1) / limit * limit, limit));
    return String.join(",", links);
  }

  private static String link(Request request, String relation, int offset, int limit) {
    Map<String, String> query = new LinkedHashMap<>(request.query());
    query.put(LIMIT, Integer.toString(limit));
    query.put(OFFSET, Integer.toString(offset));
    List<String> pairs = new ArrayList<>();
    query.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return "<http://%s%s?%s>;rel=\"%s\""
        .formatted(
            request.header("Host").orElse(""), request.path(), String.join("&", pairs), relation);
  }

  private Reply limited(Reply reply) {
    return reply
        .with("X-RateLimit-Limit", Integer.toString(quota.limit()))
        .with("X-RateLimit-Reset", Long.toString(quota.end().getEpochSecond()))
        .with("X-RateLimit-Rule", RULE);
  }

  private static Reply refused(int status, String message, String detail) {
    return Reply.json(
        status, Map.of("error", Map.of("message", message, "detail", detail), "status", "failure"));
  }
}
