package dev.oneway.demo.bamboohr;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/employees}: all employees, or those of some ids, page by page, with some
 * fields always and others on demand. Threads may share it.
 *
 * @see <a href="https://documentation.bamboohr.com/reference/list-employees">List employees</a>
 */
final class EmployeeList {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 2500;

  private final BambooHrEmployees employees;
  private final Set<String> fields;

  EmployeeList(BambooHrEmployees employees, Set<String> fields) {
    this.employees = employees;
    this.fields = fields;
  }

  Reply answer(Request request) {
    Map<String, String> query = request.query();
    List<String> asked = list(query.get("fields"));
    if (!asked.stream()
        .allMatch(
            field -> field.equals(BambooHrEmployees.LAST_CHANGED) || fields.contains(field))) {
      return BambooHrSandbox.refused(400, "Invalid field");
    }
    String limit = query.getOrDefault("page[limit]", Integer.toString(DEFAULT_LIMIT));
    if (!NUMBER.matcher(limit).matches() || Long.parseLong(limit) > MOST) {
      return BambooHrSandbox.refused(400, "Invalid page[limit]");
    }
    return page(found(query), asked, after(query.get("page[after]")), Long.parseLong(limit));
  }

  private List<Long> found(Map<String, String> query) {
    List<String> ids = list(query.get("filter[ids]"));
    return employees.all().keySet().stream()
        .filter(id -> ids.isEmpty() || ids.contains(id.toString()))
        .toList();
  }

  private Reply page(List<Long> all, List<String> asked, long after, long limit) {
    List<Long> rest = all.stream().filter(id -> id > after).toList();
    List<Long> page = rest.stream().limit(limit).toList();
    Map<String, Object> meta = new LinkedHashMap<>();
    if (page.size() < rest.size()) {
      meta.put("nextCursor", cursor(page.get(page.size() - 1)));
    }
    return Reply.json(
        200,
        Map.of(
            "data",
            page.stream().map(id -> row(id, asked)).toList(),
            "meta",
            Map.of("total", all.size(), "page", meta)));
  }

  private Map<String, Object> row(long id, List<String> asked) {
    Map<String, String> employee = employees.find(id).orElse(Map.of());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("employeeId", Long.toString(id));
    for (String field : List.of("firstName", "lastName", "preferredName", "status")) {
      row.put(field, employee.get(field));
    }
    row.put("jobTitleName", employee.get("jobTitle"));
    asked.forEach(field -> row.put(field, employee.get(field)));
    if (asked.contains(BambooHrEmployees.LAST_CHANGED)) {
      row.put(
          BambooHrEmployees.LAST_CHANGED,
          employees.lastChanged(id).map(Object::toString).orElse(null));
    }
    row.put("_restrictedFields", List.of());
    return row;
  }

  private static List<String> list(String text) {
    return text == null || text.isEmpty() ? List.of() : Arrays.asList(COMMA.split(text, -1));
  }

  private static String cursor(long id) {
    return Base64.getUrlEncoder().encodeToString(("id:" + id).getBytes(StandardCharsets.UTF_8));
  }

  private static long after(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return 0;
    }
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    return Long.parseLong(text.substring("id:".length()));
  }
}
