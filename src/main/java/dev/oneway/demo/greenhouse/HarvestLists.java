package dev.oneway.demo.greenhouse;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Harvest's lists: filters, and pages by a cursor that carries them. Threads may share it.
 *
 * @see <a href="https://harvestdocs.greenhouse.io/docs/list-endpoints">List endpoints</a>
 * @see <a href="https://harvestdocs.greenhouse.io/docs/pagination">Pagination</a>
 */
final class HarvestLists {
  private static final Pattern SINCE = Pattern.compile("(gte|gt|lte|lt)\\|(.+)");
  private static final Map<String, String> ID_FILTERS =
      Map.of("ids", "id", "candidate_ids", "candidate_id", "application_ids", "application_id");
  private static final int MOST_IDS = 50;
  private static final int MOST_A_PAGE = 500;
  private static final String DEFAULT_PAGE = "100";

  private final GreenhouseOrg org;

  HarvestLists(GreenhouseOrg org) {
    this.org = org;
  }

  /** A page, or why there is none. */
  Reply answer(String resource, Request request, String url) {
    Map<String, String> asked = new LinkedHashMap<>(request.query());
    long after = 0;
    if (asked.containsKey("cursor")) {
      if (asked.size() > 1) {
        return invalid("cursor cannot be combined with other parameters");
      }
      Cursor cursor = Cursor.read(asked.get("cursor"));
      asked = cursor.asked();
      after = cursor.after();
    }
    Optional<List<Map<String, Object>>> records = org.list(resource);
    if (records.isEmpty()) {
      return Reply.json(404, Map.of("message", "Resource not found"));
    }
    Optional<String> wrong = wrong(asked);
    return wrong.isPresent()
        ? invalid(wrong.get())
        : page(matching(records.get(), asked), asked, after, url + request.path());
  }

  private static Optional<String> wrong(Map<String, String> asked) {
    for (Map.Entry<String, String> filter : asked.entrySet()) {
      if (ID_FILTERS.containsKey(filter.getKey())
          && filter.getValue().split(",", -1).length > MOST_IDS) {
        return Optional.of(filter.getKey() + " takes at most " + MOST_IDS + " values");
      }
      if (filter.getKey().equals("updated_at") && !SINCE.matcher(filter.getValue()).matches()) {
        return Optional.of("updated_at is invalid");
      }
    }
    int page = Integer.parseInt(asked.getOrDefault("per_page", DEFAULT_PAGE));
    return page < 1 || page > MOST_A_PAGE
        ? Optional.of("per_page must be between 1 and " + MOST_A_PAGE)
        : Optional.empty();
  }

  private static List<Map<String, Object>> matching(
      List<Map<String, Object>> records, Map<String, String> asked) {
    return records.stream()
        .filter(record -> asked.entrySet().stream().allMatch(filter -> matches(record, filter)))
        .toList();
  }

  private static boolean matches(Map<String, Object> record, Map.Entry<String, String> filter) {
    String value = filter.getValue();
    if (ID_FILTERS.containsKey(filter.getKey())) {
      String id = String.valueOf(record.get(ID_FILTERS.get(filter.getKey())));
      return Arrays.asList(value.split(",", -1)).contains(id);
    }
    return switch (filter.getKey()) {
      case "status" -> value.equals(record.get("status"));
      case "email" -> hasEmail(record, value);
      case "updated_at" -> isIn(record.get("updated_at").toString(), value);
      default -> true;
    };
  }

  private static boolean hasEmail(Map<String, Object> candidate, String address) {
    return candidate.get("email_addresses") instanceof List<?> addresses
        && addresses.stream()
            .map(one -> String.valueOf(((Map<?, ?>) one).get("value")))
            .anyMatch(address::equalsIgnoreCase);
  }

  /** ISO-8601 of one length compares as text. */
  private static boolean isIn(String time, String filter) {
    Matcher since = SINCE.matcher(filter);
    if (!since.matches()) {
      return false;
    }
    int order = time.compareTo(GreenhouseTable.write(java.time.Instant.parse(since.group(2))));
    return switch (since.group(1)) {
      case "gte" -> order >= 0;
      case "gt" -> order > 0;
      case "lte" -> order <= 0;
      default -> order < 0;
    };
  }

  private static Reply page(
      List<Map<String, Object>> records, Map<String, String> asked, long after, String url) {
    int size = Integer.parseInt(asked.getOrDefault("per_page", DEFAULT_PAGE));
    List<Map<String, Object>> rest =
        records.stream().filter(record -> (Long) record.get("id") > after).toList();
    List<Map<String, Object>> page = new ArrayList<>(rest.subList(0, Math.min(size, rest.size())));
    Reply reply = Reply.json(200, page);
    if (rest.size() <= size) {
      return reply;
    }
    Cursor next = new Cursor(asked, (Long) page.get(page.size() - 1).get("id"));
    return reply.with("Link", "<%s?cursor=%s>; rel=\"next\"".formatted(url, next.write()));
  }

  private static Reply invalid(String why) {
    return Reply.json(
        422, Map.of("message", "Validation error", "errors", List.of(Map.of("message", why))));
  }

  /**
   * Where a list goes on.
   *
   * @param asked the first page's question
   * @param after the last id that was given
   */
  private record Cursor(Map<String, String> asked, long after) {
    static Cursor read(String text) {
      String[] lines =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
      Map<String, String> asked = new LinkedHashMap<>();
      for (int i = 1; i < lines.length; i++) {
        String[] pair = lines[i].split("=", 2);
        asked.put(pair[0], pair[1]);
      }
      return new Cursor(asked, Long.parseLong(lines[0]));
    }

    String write() {
      String text =
          asked.entrySet().stream()
              .map(pair -> "\n" + pair.getKey() + "=" + pair.getValue())
              .collect(Collectors.joining());
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((after + text).getBytes(StandardCharsets.UTF_8));
    }
  }
}
