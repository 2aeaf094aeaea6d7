package dev.oneway.demo.bamboohr;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/employees/ID}: the fields that are asked for, null where one is empty. Threads
 * may share it.
 *
 * @see <a href="https://documentation.bamboohr.com/reference/get-employee">Get employee</a>
 */
final class OneEmployee {
  private static final Pattern EMPLOYEE = Pattern.compile("/api/v1/employees/(\\d{1,18})/?");

  private final BambooHrEmployees employees;
  private final Set<String> fields;

  OneEmployee(BambooHrEmployees employees, Set<String> fields) {
    this.employees = employees;
    this.fields = fields;
  }

  Reply answer(Request request) {
    Matcher path = EMPLOYEE.matcher(request.path());
    Optional<Long> id =
        path.matches() ? Optional.of(Long.parseLong(path.group(1))) : Optional.empty();
    return id.flatMap(employees::find)
        .map(employee -> found(id.get(), employee, request))
        .orElseGet(() -> BambooHrSandbox.refused(404, "Employee not found"));
  }

  private Reply found(long id, Map<String, String> employee, Request request) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", Long.toString(id));
    for (String name : request.query().getOrDefault("fields", "").split(",", -1)) {
      if (name.equals(BambooHrEmployees.LAST_CHANGED)) {
        json.put(name, employees.lastChanged(id).map(Object::toString).orElse(null));
      } else if (fields.contains(name)) {
        json.put(name, employee.get(name));
      }
    }
    return Reply.json(200, json);
  }
}
