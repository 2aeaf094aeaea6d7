package dev.oneway.demo.bamboohr;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.record.RecordJson;
import dev.oneway.webhook.signature.Signer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A company's BambooHR on this machine: employees are listed, created, updated and found through
 * the dataset {@code employee}, and webhooks, signed, tell of them. Refusals have no body; what is
 * wrong stands in the header {@code X-BambooHR-Error-Message}. The company has the custom fields
 * {@code customGreenhouseId} and {@code customShoeSize}. Threads may share it.
 *
 * @see <a href="https://documentation.bamboohr.com/reference/create-employee">Create employee</a>
 * @see <a href="https://documentation.bamboohr.com/docs/event-based-webhooks">Webhooks</a>
 * @see <a href="https://documentation.bamboohr.com/docs/api-details">Technical overview</a>
 */
public final class BambooHrSandbox implements AutoCloseable {
  private static final Set<String> FIELDS =
      Set.of(
          "firstName",
          "lastName",
          "preferredName",
          "workEmail",
          "homeEmail",
          "mobilePhone",
          "hireDate",
          "terminationDate",
          "jobTitle",
          "department",
          "division",
          "supervisorEId",
          "employeeNumber",
          "status",
          "customGreenhouseId",
          "customShoeSize");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);
  private static final String COMPANY = "12345";

  private final String key;
  private final InstantSource clock;
  private final Supplier<Webhooks> newWebhook;
  private final List<Webhooks> webhooks = new CopyOnWriteArrayList<>();
  private final BambooHrEmployees employees;
  private final BambooHrStaff staff;
  private final EmployeeDataset dataset;
  private final EmployeeList list;
  private final OneEmployee one;
  private final EmployeeWrites writes;
  private final SandboxServer server;

  private BambooHrSandbox(
      int port, String key, Weather weather, InstantSource clock, Supplier<Webhooks> newWebhook)
      throws IOException {
    this.key = key;
    this.clock = clock;
    this.newWebhook = newWebhook;
    this.employees = new BambooHrEmployees(clock, this::tell);
    this.staff = new BambooHrStaff(employees, clock);
    this.dataset = new EmployeeDataset(employees, FIELDS);
    this.list = new EmployeeList(employees, FIELDS);
    this.one = new OneEmployee(employees, FIELDS);
    this.writes = new EmployeeWrites(employees, FIELDS, this::url);
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /** One that lives now, and all of whose webhooks arrive. */
  public static BambooHrSandbox start(int port, String key, Weather weather) throws IOException {
    return start(port, key, key, weather, InstantSource.system(), () -> Webhooks.Luck.ARRIVES);
  }

  /**
   * @param port 0 for any that is free
   * @param key the API key, which is the user of basic authentication; the password is anything
   * @param privateKey the webhooks'
   * @param luck what becomes of the next webhook
   * @throws IOException when the port is taken
   */
  public static BambooHrSandbox start(
      int port,
      String key,
      String privateKey,
      Weather weather,
      InstantSource clock,
      Supplier<Webhooks.Luck> luck)
      throws IOException {
    Signer signer = Signer.of("bamboohr", List.of(privateKey), clock);
    return new BambooHrSandbox(port, key, weather, clock, () -> new Webhooks(signer, luck));
  }

  /** The company's address, without a path. */
  public String url() {
    return server.url();
  }

  /** Its employees, to look at and to change. */
  public BambooHrEmployees employees() {
    return employees;
  }

  /** Those who work on them. */
  public BambooHrStaff staff() {
    return staff;
  }

  /** One more webhook, which tells this address of all changes from now on. */
  public void subscribe(URI url) {
    Webhooks webhook = newWebhook.get();
    webhook.subscribe(url);
    webhooks.add(webhook);
  }

  private void tell(String type, long id, List<String> changed) {
    String time = TIME.format(clock.instant());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("companyId", COMPANY);
    data.put("employeeId", Long.toString(id));
    if (!changed.isEmpty()) {
      data.put("changedFields", changed);
    }
    Map<String, Object> event = Map.of("type", type, "timestamp", time, "data", data);
    Map<String, String> headers = Map.of("X-BambooHR-Timestamp", time);
    webhooks.forEach(webhook -> webhook.send(headers, RecordJson.write(event)));
  }

  private Reply answer(Request request) {
    if (!user(request).equals(key)) {
      return refused(401, "Invalid API key");
    }
    if (request.method().equals("GET") && request.path().equals("/api/v1/employees")) {
      return list.answer(request);
    }
    if (request.method().equals("GET")) {
      return one.answer(request);
    }
    if (!request.method().equals("POST")) {
      return refused(404, "Not found");
    }
    if (request.path().equals("/api/v2/datasets/employee/data")) {
      return dataset.answer(request);
    }
    return writes.answer(request);
  }

  private static String user(Request request) {
    String given = request.header("Authorization").orElse("");
    if (!given.startsWith("Basic ")) {
      return "";
    }
    byte[] pair = Base64.getDecoder().decode(given.substring("Basic ".length()));
    return new String(pair, StandardCharsets.UTF_8).replaceFirst(":.*", "");
  }

  static Reply refused(int status, String why) {
    return Reply.empty(status).with("X-BambooHR-Error-Message", why);
  }

  /** Closes it at once; its employees are gone. */
  @Override
  public void close() {
    server.close();
  }
}
