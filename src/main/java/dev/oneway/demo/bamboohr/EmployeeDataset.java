package dev.oneway.demo.bamboohr;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dataset {@code employee}: those whose field equals a value. Errors are problem documents (RFC
 * 7807). Threads may share it.
 *
 * @see <a href="https://documentation.bamboohr.com/reference/get-data-from-dataset-v2">Get data
 *     from dataset</a>
 */
final class EmployeeDataset {
  private static final Pattern FILTER = Pattern.compile("(\\w+) eq '((?:[^']|'')*)'");
  private static final int PAGE = 100;

  private final BambooHrEmployees employees;
  private final Set<String> fields;

  EmployeeDataset(BambooHrEmployees employees, Set<String> fields) {
    this.employees = employees;
    this.fields = fields;
  }

  Reply answer(Request request) {
    if (!(request.json().orElse(null) instanceof Map<?, ?> question)
        || !(question.get("fields") instanceof List<?> asked)
        || !asked.stream().allMatch(this::isKnown)) {
      return problem(400, "MISSING_OR_INVALID", "Missing or invalid parameters.");
    }
    Matcher filter = FILTER.matcher(String.valueOf(question.get("filter")));
    if (!filter.matches() || !isKnown(filter.group(1))) {
      return problem(422, "INVALID_FILTER", "The filter expression is invalid.");
    }
    String value = filter.group(2).replace("''", "'");
    List<Map<String, Object>> found =
        employees.idsOf(filter.group(1), value).stream()
            .limit(PAGE)
            .map(id -> row(id, asked))
            .toList();
    return Reply.json(200, Map.of("data", found, "links", Map.of(), "meta", meta(found.size())));
  }

  private boolean isKnown(Object field) {
    return field.equals("eeid") || fields.contains(field);
  }

  private Map<String, Object> row(long id, List<?> asked) {
    Map<String, String> employee = employees.find(id).orElseThrow();
    Map<String, Object> row = new LinkedHashMap<>();
    asked.forEach(field -> row.put((String) field, employee.get(field)));
    if (asked.contains("eeid")) {
      row.put("eeid", id);
    }
    return Map.of("fields", row);
  }

  private static Map<String, Object> meta(int found) {
    return Map.of("page", 1, "pageSize", PAGE, "totalPages", 1, "totalItems", found);
  }

  private static Reply problem(int status, String code, String detail) {
    return Reply.json(status, Map.of("title", code, "status", status, "detail", detail))
        .with("Content-Type", "application/problem+json");
  }
}
