package dev.oneway.demo.mailchimp;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A store of a Mailchimp account on this machine: products that are read, put, changed and deleted
 * by the owner's own id, errors as problem details, and no more than ten requests at once. Threads
 * may share it.
 *
 * @see <a href="https://mailchimp.com/developer/marketing/api/ecommerce-products/">Products</a>
 */
public final class MailchimpSandbox implements AutoCloseable {
  private static final Pattern PRODUCT =
      Pattern.compile("/3\\.0/ecommerce/stores/([^/]+)/products/([^/]+)");
  private static final int MOST_AT_ONCE = 10;
  private static final String PROBLEM = "application/problem+json; charset=utf-8";

  private final String key;
  private final String store;
  private final MailchimpProducts products = new MailchimpProducts();
  private final Semaphore connections = new Semaphore(MOST_AT_ONCE);
  private final SandboxServer server;

  private MailchimpSandbox(int port, String key, String store, Weather weather) throws IOException {
    this.key = key;
    this.store = store;
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param key the account's API key
   * @param store the store's id
   * @throws IOException when the port is taken
   */
  public static MailchimpSandbox start(int port, String key, String store, Weather weather)
      throws IOException {
    return new MailchimpSandbox(port, key, store, weather);
  }

  /** Its address, without {@code /3.0}. */
  public String url() {
    return server.url();
  }

  /** The store's products, to look at and to change. */
  public MailchimpProducts products() {
    return products;
  }

  private Reply answer(Request request) {
    if (!connections.tryAcquire()) {
      return problem(
          429,
          "Too Many Requests",
          "You have exceeded the limit of 10 simultaneous connections.",
          List.of());
    }
    try {
      return request.bearer().orElse("").equals(key)
          ? product(request)
          : problem(
              401,
              "API Key Invalid",
              "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
              List.of());
    } finally {
      connections.release();
    }
  }

  private Reply product(Request request) {
    Matcher path = PRODUCT.matcher(request.path());
    if (!path.matches() || !path.group(1).equals(store)) {
      return notFound();
    }
    String id = path.group(2);
    return switch (request.method()) {
      case "GET" -> shown(id);
      case "PUT" -> put(id, body(request));
      case "PATCH" -> products.find(id).isPresent() ? patch(id, body(request)) : notFound();
      case "DELETE" -> products.delete(id) ? Reply.empty(204) : notFound();
      default ->
          problem(
              405,
              "Method Not Allowed",
              "The requested method and resource are not compatible.",
              List.of());
    };
  }

  private Reply shown(String id) {
    return products.find(id).map(one -> Reply.json(200, one)).orElseGet(MailchimpSandbox::notFound);
  }

  private Reply put(String id, Map<String, Object> given) {
    if (!id.equals(given.get("id"))) {
      return invalid("id", "Schema describes string, NULL found instead");
    }
    if (products.find(id).isEmpty() && !given.containsKey("variants")) {
      return invalid("variants", "Required fields were not provided: variants");
    }
    if (!given.containsKey("title")) {
      return invalid("title", "Required fields were not provided: title");
    }
    return patch(id, given);
  }

  private Reply patch(String id, Map<String, Object> given) {
    if (given.containsKey("title") && Objects.toString(given.get("title"), "").isBlank()) {
      return invalid("title", "This value should not be blank.");
    }
    Optional<String> missing = missingInVariants(given.get("variants"));
    if (missing.isPresent()) {
      return invalid("variants", missing.get());
    }
    products.put(id, given);
    return shown(id);
  }

  private static Optional<String> missingInVariants(Object variants) {
    if (!(variants instanceof List<?> list)) {
      return Optional.empty();
    }
    boolean whole =
        !list.isEmpty()
            && list.stream()
                .allMatch(
                    one ->
                        one instanceof Map<?, ?> variant
                            && variant.containsKey("id")
                            && variant.containsKey("title"));
    return whole
        ? Optional.empty()
        : Optional.of("At least one variant with its id and title is required.");
  }

  private static Map<String, Object> body(Request request) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (request.json().orElse(null) instanceof Map<?, ?> given) {
      given.forEach((name, value) -> body.put(String.valueOf(name), value));
    }
    return body;
  }

  private static Reply notFound() {
    return problem(
        404, "Resource Not Found", "The requested resource could not be found.", List.of());
  }

  private static Reply invalid(String field, String message) {
    return problem(
        400,
        "Invalid Resource",
        "The resource submitted could not be validated. For field-specific details, see the 'errors' array.",
        List.of(Map.of("field", field, "message", message)));
  }

  private static Reply problem(
      int status, String title, String detail, List<Map<String, String>> errors) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "https://mailchimp.com/developer/marketing/docs/errors/");
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("instance", "3b4dcb40-0b6b-4820-bfaa-41267b3826ea");
    if (!errors.isEmpty()) {
      problem.put("errors", errors);
    }
    return Reply.json(status, problem).with("Content-Type", PROBLEM);
  }

  /** Closes it at once; its products are gone. */
  @Override
  public void close() {
    server.close();
  }
}
