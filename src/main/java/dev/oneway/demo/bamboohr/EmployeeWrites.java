package dev.oneway.demo.bamboohr;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST /api/v1/employees} and {@code POST /api/v1/employees/ID}. No two employees have the
 * same address. Threads may share it.
 *
 * @see <a href="https://documentation.bamboohr.com/reference/create-employee">Create employee</a>
 */
final class EmployeeWrites {
  private static final Pattern EMPLOYEE = Pattern.compile("/api/v1/employees/(\\d{1,18})/?");
  private static final Set<String> CREATE = Set.of("/api/v1/employees", "/api/v1/employees/");
  private static final Set<String> EMAILS = Set.of("workEmail", "homeEmail");

  private final BambooHrEmployees employees;
  private final Set<String> fields;
  private final Supplier<String> url;

  /**
   * @param url the company's, when it is asked for
   */
  EmployeeWrites(BambooHrEmployees employees, Set<String> fields, Supplier<String> url) {
    this.employees = employees;
    this.fields = fields;
    this.url = url;
  }

  Reply answer(Request request) {
    return valuesOf(request)
        .map(values -> write(request.path(), values))
        .orElseGet(() -> BambooHrSandbox.refused(400, "The request is no JSON object"));
  }

  private static Optional<Map<String, Object>> valuesOf(Request request) {
    if (!(request.json().orElse(null) instanceof Map<?, ?> document)) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    document.forEach((name, value) -> values.put(String.valueOf(name), value));
    return Optional.of(values);
  }

  private synchronized Reply write(String path, Map<String, Object> values) {
    Matcher employee = EMPLOYEE.matcher(path);
    if (employee.matches()) {
      return update(Long.parseLong(employee.group(1)), values);
    }
    return CREATE.contains(path) ? create(values) : BambooHrSandbox.refused(404, "Not found");
  }

  private Reply create(Map<String, Object> values) {
    if (isBlank(values.get("firstName")) || isBlank(values.get("lastName"))) {
      return BambooHrSandbox.refused(400, "A first name and a last name are required");
    }
    return wrong(values, -1)
        .orElseGet(
            () -> {
              long id = employees.create(values);
              String there = url.get() + "/api/v1/employees/" + id;
              return Reply.json(201, Map.of("id", Long.toString(id))).with("Location", there);
            });
  }

  private Reply update(long id, Map<String, Object> values) {
    Optional<Map<String, String>> before = employees.find(id);
    if (before.isEmpty()) {
      return BambooHrSandbox.refused(404, "Employee not found");
    }
    for (String name : List.of("firstName", "lastName")) {
      if (isBlank(values.getOrDefault(name, before.get().get(name)))) {
        return BambooHrSandbox.refused(400, "A first name and a last name are required");
      }
    }
    return wrong(values, id)
        .orElseGet(
            () -> {
              employees.update(id, values);
              return Reply.json(200, Map.of("id", Long.toString(id)));
            });
  }

  private Optional<Reply> wrong(Map<String, Object> values, long id) {
    for (Map.Entry<String, Object> field : values.entrySet()) {
      if (!fields.contains(field.getKey())) {
        return Optional.of(BambooHrSandbox.refused(406, "There is no field " + field.getKey()));
      }
      Object value = field.getValue();
      if (EMAILS.contains(field.getKey()) && !isBlank(value) && isOfAnother(field, id)) {
        return Optional.of(BambooHrSandbox.refused(409, "Duplicate email: " + field.getKey()));
      }
      if (field.getKey().equals("status") && !Set.of("Active", "Inactive").contains(value)) {
        return Optional.of(BambooHrSandbox.refused(409, "Invalid value for status"));
      }
    }
    return Optional.empty();
  }

  private boolean isOfAnother(Map.Entry<String, Object> field, long id) {
    return employees.idsOf(field.getKey(), field.getValue().toString()).stream()
        .anyMatch(other -> other != id);
  }

  private static boolean isBlank(Object value) {
    return value == null || value.toString().isBlank();
  }
}
