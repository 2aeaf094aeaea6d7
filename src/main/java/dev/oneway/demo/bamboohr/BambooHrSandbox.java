package dev.oneway.demo.bamboohr;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A company's BambooHR on this machine: employees are created, updated and found through the
 * dataset {@code employee}. Refusals have no body; what is wrong stands in the header {@code
 * X-BambooHR-Error-Message}. The company has the custom fields {@code customGreenhouseId} and
 * {@code customShoeSize}. Threads may share it.
 *
 * @see <a href="https://documentation.bamboohr.com/reference/create-employee">Create employee</a>
 * @see <a href="https://documentation.bamboohr.com/docs/api-details">Technical overview</a>
 */
public final class BambooHrSandbox implements AutoCloseable {
  private static final Pattern EMPLOYEE = Pattern.compile("/api/v1/employees/(\\d{1,18})/?");
  private static final Set<String> CREATE = Set.of("/api/v1/employees", "/api/v1/employees/");
  private static final Set<String> EMAILS = Set.of("workEmail", "homeEmail");
  private static final Set<String> FIELDS =
      Set.of(
          "firstName",
          "lastName",
          "preferredName",
          "workEmail",
          "homeEmail",
          "mobilePhone",
          "hireDate",
          "jobTitle",
          "department",
          "employeeNumber",
          "status",
          "customGreenhouseId",
          "customShoeSize");

  private final String key;
  private final BambooHrEmployees employees = new BambooHrEmployees();
  private final EmployeeDataset dataset = new EmployeeDataset(employees, FIELDS);
  private final SandboxServer server;

  private BambooHrSandbox(int port, String key, Weather weather) throws IOException {
    this.key = key;
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param key the API key, which is the user of basic authentication; the password is anything
   * @throws IOException when the port is taken
   */
  public static BambooHrSandbox start(int port, String key, Weather weather) throws IOException {
    return new BambooHrSandbox(port, key, weather);
  }

  /** The company's address, without a path. */
  public String url() {
    return server.url();
  }

  /** Its employees, to look at and to change. */
  public BambooHrEmployees employees() {
    return employees;
  }

  private synchronized Reply answer(Request request) {
    if (!user(request).equals(key)) {
      return refused(401, "Invalid API key");
    }
    if (request.method().equals("GET")) {
      return read(request);
    }
    if (!request.method().equals("POST")) {
      return refused(404, "Not found");
    }
    if (request.path().equals("/api/v2/datasets/employee/data")) {
      return dataset.answer(request);
    }
    return fields(request)
        .map(fields -> write(request.path(), fields))
        .orElseGet(() -> refused(400, "The request is no JSON object"));
  }

  /**
   * The fields that are asked for, null where one is empty.
   *
   * @see <a href="https://documentation.bamboohr.com/reference/get-employee">Get employee</a>
   */
  private Reply read(Request request) {
    Matcher path = EMPLOYEE.matcher(request.path());
    Optional<Map<String, String>> employee =
        path.matches() ? employees.find(Long.parseLong(path.group(1))) : Optional.empty();
    if (employee.isEmpty()) {
      return refused(404, "Employee not found");
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", path.group(1));
    for (String name : request.query().getOrDefault("fields", "").split(",", -1)) {
      if (FIELDS.contains(name) || name.equals(BambooHrEmployees.LAST_CHANGED)) {
        json.put(name, employee.get().get(name));
      }
    }
    return Reply.json(200, json);
  }

  private static String user(Request request) {
    String given = request.header("Authorization").orElse("");
    if (!given.startsWith("Basic ")) {
      return "";
    }
    byte[] pair = Base64.getDecoder().decode(given.substring("Basic ".length()));
    return new String(pair, StandardCharsets.UTF_8).replaceFirst(":.*", "");
  }

  private static Optional<Map<String, Object>> fields(Request request) {
    if (!(request.json().orElse(null) instanceof Map<?, ?> document)) {
      return Optional.empty();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    document.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return Optional.of(fields);
  }

  private Reply write(String path, Map<String, Object> fields) {
    Matcher employee = EMPLOYEE.matcher(path);
    if (employee.matches()) {
      return update(Long.parseLong(employee.group(1)), fields);
    }
    return CREATE.contains(path) ? create(fields) : refused(404, "Not found");
  }

  private Reply create(Map<String, Object> fields) {
    if (isBlank(fields.get("firstName")) || isBlank(fields.get("lastName"))) {
      return refused(400, "A first name and a last name are required");
    }
    return wrong(fields, -1)
        .orElseGet(
            () -> {
              long id = employees.create(fields);
              String there = url() + "/api/v1/employees/" + id;
              return Reply.json(201, Map.of("id", Long.toString(id))).with("Location", there);
            });
  }

  private Reply update(long id, Map<String, Object> fields) {
    Optional<Map<String, String>> before = employees.find(id);
    if (before.isEmpty()) {
      return refused(404, "Employee not found");
    }
    for (String name : List.of("firstName", "lastName")) {
      if (isBlank(fields.getOrDefault(name, before.get().get(name)))) {
        return refused(400, "A first name and a last name are required");
      }
    }
    return wrong(fields, id)
        .orElseGet(
            () -> {
              employees.update(id, fields);
              return Reply.json(200, Map.of("id", Long.toString(id)));
            });
  }

  private Optional<Reply> wrong(Map<String, Object> fields, long id) {
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      if (!FIELDS.contains(field.getKey())) {
        return Optional.of(refused(406, "There is no field " + field.getKey()));
      }
      Object value = field.getValue();
      if (EMAILS.contains(field.getKey()) && !isBlank(value) && isOfAnother(field, id)) {
        return Optional.of(refused(409, "Duplicate email: " + field.getKey()));
      }
      if (field.getKey().equals("status") && !Set.of("Active", "Inactive").contains(value)) {
        return Optional.of(refused(409, "Invalid value for status"));
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

  private static Reply refused(int status, String why) {
    return Reply.empty(status).with("X-BambooHR-Error-Message", why);
  }

  /** Closes it at once; its employees are gone. */
  @Override
  public void close() {
    server.close();
  }
}
