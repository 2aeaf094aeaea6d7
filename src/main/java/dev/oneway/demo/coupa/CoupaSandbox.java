package dev.oneway.demo.coupa;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Coupa on this machine that answers like its core API: invoices and purchase orders, 50 a page at
 * most, in JSON for whoever accepts it and in XML else, and their files. Tokens are got by the
 * client credentials grant for scopes; 25 requests are allowed a second. Threads may share it.
 *
 * @see <a
 *     href="https://compass.coupa.com/en-us/products/product-documentation/integration-technical-documentation/the-coupa-core-api">The
 *     Coupa core API</a>
 */
public final class CoupaSandbox implements AutoCloseable {
  private static final Pattern LIST = Pattern.compile("/api/(invoices|purchase_orders)");
  private static final Pattern SCAN = Pattern.compile("/api/invoices/(\\d+)/retrieve_image_scan");
  private static final Pattern ATTACHMENT =
      Pattern.compile("/api/purchase_orders/(\\d+)/attachments/(\\d+)");
  private static final Map<String, String> SCOPES =
      Map.of("invoices", "core.invoice.read", "purchase_orders", "core.purchase_order.read");
  private static final int REQUESTS_A_SECOND = 25;

  private final String secret;
  private final CoupaDocuments documents;
  private final Quota quota;
  private final AtomicInteger writes = new AtomicInteger();
  private final SandboxServer server;
  private volatile String scopes = "";
  private final AtomicInteger tokens = new AtomicInteger();

  private CoupaSandbox(int port, String secret, long seed, Weather weather, InstantSource clock)
      throws IOException {
    this.secret = secret;
    this.documents = new CoupaDocuments(seed, clock);
    this.quota = new Quota(REQUESTS_A_SECOND, Duration.ofSeconds(1), clock);
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param secret the client's id and secret
   * @param seed what the documents are made of
   * @throws IOException when the port is taken
   */
  public static CoupaSandbox start(
      int port, String secret, long seed, Weather weather, InstantSource clock) throws IOException {
    return new CoupaSandbox(port, secret, seed, weather, clock);
  }

  /** Its address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return server.url();
  }

  /** Where access tokens are got. */
  public String tokenUrl() {
    return url() + "/oauth2/token";
  }

  /** The documents, to look at and to change. */
  public CoupaDocuments documents() {
    return documents;
  }

  /** How many requests it allows a second. */
  public void allow(int requestsASecond) {
    quota.allow(requestsASecond);
  }

  /** How often anybody tried to change anything by the API. */
  public int writes() {
    return writes.get();
  }

  /** The access tokens given so far are invalid from now on. */
  public void expireTokens() {
    tokens.incrementAndGet();
  }

  private String token() {
    return "c0upa-access-" + tokens;
  }

  private Reply answer(Request request) {
    if (request.path().equals("/oauth2/token")) {
      return token(request.form());
    }
    if (!request.bearer().orElse("").equals(token())) {
      return errors(request, 401, "Invalid access token");
    }
    if (!quota.take()) {
      return errors(request, 429, "Too many requests").with("Retry-After", "1");
    }
    if (!request.method().equals("GET")) {
      writes.incrementAndGet();
      return errors(request, 403, "You are not authorized to perform this action");
    }
    Matcher list = LIST.matcher(request.path());
    if (list.matches()) {
      return page(list.group(1), request);
    }
    return file(request).orElseGet(() -> errors(request, 404, "Not Found"));
  }

  private Reply token(Map<String, String> form) {
    boolean known =
        secret.equals(form.get("client_id"))
            && secret.equals(form.get("client_secret"))
            && "client_credentials".equals(form.get("grant_type"));
    if (!known) {
      return Reply.json(401, Map.of("error", "invalid_client"));
    }
    scopes = form.getOrDefault("scope", "");
    return Reply.json(
        200,
        Map.of(
            "access_token",
            token(),
            "token_type",
            "bearer",
            "expires_in",
            86_399,
            "scope",
            scopes));
  }

  private Reply page(String resource, Request request) {
    if (!List.of(scopes.split(" ", -1)).contains(SCOPES.get(resource))) {
      return errors(request, 403, "The access token lacks the scope " + SCOPES.get(resource));
    }
    if (!acceptsJson(request)) {
      return Reply.text(200, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + resource + "/>")
          .with("Content-Type", "application/xml; charset=utf-8");
    }
    return new CoupaQuery(request.query())
        .page(documents.all(resource).orElseThrow())
        .map(found -> Reply.json(200, found))
        .orElseGet(() -> errors(request, 400, "Invalid query"));
  }

  private Optional<Reply> file(Request request) {
    Matcher scan = SCAN.matcher(request.path());
    if (scan.matches()) {
      return Optional.ofNullable(documents.invoices().get(Long.valueOf(scan.group(1))))
          .filter(invoice -> invoice.fields().get("image-scan") != null)
          .map(CoupaSandbox::pdf);
    }
    Matcher attachment = ATTACHMENT.matcher(request.path());
    return attachment.matches()
        ? Optional.ofNullable(documents.orders().get(Long.valueOf(attachment.group(1))))
            .filter(order -> order.text("attachments").contains("id=" + attachment.group(2) + ","))
            .map(CoupaSandbox::pdf)
        : Optional.empty();
  }

  private static Reply pdf(CoupaDocument document) {
    return new Reply(
        200,
        Map.of(
            "Content-Type",
            "application/pdf",
            "Content-Disposition",
            "attachment; filename=\"%d.pdf\"".formatted(document.id())),
        document.file());
  }

  private static boolean acceptsJson(Request request) {
    return request.header("Accept").orElse("").contains("json");
  }

  private static Reply errors(Request request, int status, String message) {
    return acceptsJson(request)
        ? Reply.json(status, Map.of("errors", Map.of("error", List.of(message))))
        : xml(status, message);
  }

  private static Reply xml(int status, String message) {
    String errors =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<errors>\n  <error>%s</error>\n</errors>\n"
            .formatted(message);
    return new Reply(
        status,
        Map.of("Content-Type", "application/xml; charset=utf-8"),
        errors.getBytes(StandardCharsets.UTF_8));
  }

  /** Closes it at once; what it held is gone. */
  @Override
  public void close() {
    server.close();
  }
}
