package dev.oneway.demo.box;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Box on this machine, at two servers as in life: one for uploads and one for everything else.
 * Tokens are got by the client credentials grant for an enterprise; 240 uploads and 1000 other
 * calls are allowed a minute. Of a file only its length and hash are kept. Threads may share it.
 *
 * @see <a href="https://developer.box.com/reference/">Box API reference</a>
 */
public final class BoxSandbox implements AutoCloseable {
  /** The folder of invoices, where procurement's folders and templates are made. */
  public static final String INVOICES = "11446498";

  /** The folder of purchase orders. */
  public static final String ORDERS = "11446499";

  private static final Pattern FILE = Pattern.compile("/2\\.0/files/(\\d+)");
  private static final Pattern CONTENT = Pattern.compile("/api/2\\.0/files/(\\d+)/content");
  private static final Pattern METADATA =
      Pattern.compile("/2\\.0/files/(\\d+)/metadata/(\\w+)/(\\w+)");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int UPLOADS_A_MINUTE = 240;
  private static final int CALLS_A_MINUTE = 1000;

  private final String secret;
  private final String enterprise;
  private final BoxFiles files;
  private final Map<String, Map<String, String>> templates = new ConcurrentHashMap<>();
  private final Set<String> folders = ConcurrentHashMap.newKeySet();
  private final BoxUploads uploads;
  private final BoxMetadata metadata;
  private final Quota uploadQuota;
  private final Quota quota;
  private final SandboxServer server;
  private final SandboxServer uploadServer;
  private final AtomicInteger tokens = new AtomicInteger();

  private BoxSandbox(
      int port, String secret, String enterprise, Weather weather, InstantSource clock)
      throws IOException {
    this.secret = secret;
    this.enterprise = enterprise;
    this.files = new BoxFiles(clock);
    this.uploads = new BoxUploads(files, folders);
    this.metadata = new BoxMetadata(files, scope(), templates);
    this.uploadQuota = new Quota(UPLOADS_A_MINUTE, MINUTE, clock);
    this.quota = new Quota(CALLS_A_MINUTE, MINUTE, clock);
    this.server = SandboxServer.start(port, this::answer, weather);
    this.uploadServer = SandboxServer.start(0, this::upload, weather, UploadForm::take);
  }

  /**
   * @param port of all but the uploads; 0 for any that is free
   * @param secret the client's id and secret
   * @param enterprise the enterprise's id
   * @throws IOException when the port is taken
   */
  public static BoxSandbox start(
      int port, String secret, String enterprise, Weather weather, InstantSource clock)
      throws IOException {
    return new BoxSandbox(port, secret, enterprise, weather, clock);
  }

  /** The address of all but the uploads, without {@code /2.0}. */
  public String url() {
    return server.url();
  }

  /** The address of the uploads, without {@code /api/2.0}. */
  public String uploadUrl() {
    return uploadServer.url();
  }

  /** Where access tokens are got. */
  public String tokenUrl() {
    return url() + "/oauth2/token";
  }

  private String scope() {
    return "enterprise_" + enterprise;
  }

  /** The files, to look at and to change. */
  public BoxFiles files() {
    return files;
  }

  /** Makes a folder with this id. */
  public BoxSandbox folder(String id) {
    folders.add(id);
    return this;
  }

  /**
   * Declares a metadata template.
   *
   * @param fields each as a name and its kind: {@code status string}; options of an enum with a
   *     vertical bar between
   */
  public BoxSandbox template(String key, String... fields) {
    Map<String, String> kinds = new LinkedHashMap<>();
    Arrays.stream(fields)
        .map(field -> field.split(" ", 2))
        .forEach(field -> kinds.put(field[0], field[1]));
    templates.put(key, kinds);
    return this;
  }

  /** Makes what the shipped flows of procurement need: a folder and a template for each. */
  public BoxSandbox forProcurement() {
    return folder(INVOICES)
        .folder(ORDERS)
        .template(
            "invoice",
            "coupaId string",
            "number string",
            "supplier string",
            "status string",
            "invoiceDate date",
            "total string",
            "currency string",
            "updatedAt date")
        .template(
            "purchaseOrder",
            "coupaId string",
            "attachment string",
            "number string",
            "revision string",
            "supplier string",
            "status string",
            "currency string",
            "updatedAt date");
  }

  /** What the form that asks for a token must say beside id and secret. */
  public String tokenForm() {
    return "box_subject_type=enterprise&box_subject_id=" + enterprise;
  }

  /** How many uploads and how many other calls it allows a minute. */
  public void allow(int uploadsAMinute, int callsAMinute) {
    uploadQuota.allow(uploadsAMinute);
    quota.allow(callsAMinute);
  }

  /** The access tokens given so far are invalid from now on. */
  public void expireTokens() {
    tokens.incrementAndGet();
  }

  private String token() {
    return "b0x-access-" + tokens;
  }

  private Reply answer(Request request) {
    if (request.path().equals("/oauth2/token")) {
      return token(request.form());
    }
    Optional<Reply> refused = refused(request, quota);
    if (refused.isPresent()) {
      return refused.get();
    }
    String call = request.method() + " " + request.path();
    if (call.equals("OPTIONS /2.0/files/content")) {
      return uploads.check(request);
    }
    Matcher file = FILE.matcher(request.path());
    if (file.matches() && request.method().equals("GET")) {
      return shown(file.group(1), request);
    }
    Matcher instance = METADATA.matcher(request.path());
    return instance.matches() ? metadata(instance, request) : BoxReplies.notFound();
  }

  private Reply upload(Request request) {
    Optional<Reply> refused = refused(request, uploadQuota);
    if (refused.isPresent()) {
      return refused.get();
    }
    Matcher content = CONTENT.matcher(request.path());
    if (request.method().equals("POST") && content.matches()) {
      return uploads.update(content.group(1), request);
    }
    return (request.method() + " " + request.path()).equals("POST /api/2.0/files/content")
        ? uploads.create(request)
        : BoxReplies.notFound();
  }

  private Reply token(Map<String, String> form) {
    boolean known =
        secret.equals(form.get("client_id")) && secret.equals(form.get("client_secret"));
    if (!known || !"client_credentials".equals(form.get("grant_type"))) {
      return Reply.json(
          400,
          Map.of(
              "error", "invalid_client",
              "error_description", "The client credentials are invalid"));
    }
    boolean subject =
        "enterprise".equals(form.get("box_subject_type"))
            && enterprise.equals(form.get("box_subject_id"));
    return subject
        ? Reply.json(
            200,
            Map.of(
                "access_token",
                token(),
                "expires_in",
                3600,
                "restricted_to",
                List.of(),
                "token_type",
                "bearer"))
        : Reply.json(
            400,
            Map.of(
                "error", "invalid_grant",
                "error_description", "Grant credentials are invalid"));
  }

  private Optional<Reply> refused(Request request, Quota limit) {
    if (!request.bearer().orElse("").equals(token())) {
      return Optional.of(
          BoxReplies.error(401, "unauthorized", "Unauthorized")
              .with("WWW-Authenticate", "Bearer realm=\"Service\", error=\"invalid_token\""));
    }
    return limit.take()
        ? Optional.empty()
        : Optional.of(
            BoxReplies.error(
                    429,
                    "rate_limit_exceeded",
                    "Request rate limit exceeded, please try again later")
                .with("Retry-After", Long.toString(limit.secondsLeft())));
  }

  private Reply shown(String id, Request request) {
    Optional<BoxFile> found = files.find(id);
    if (found.isEmpty()) {
      return missing(id);
    }
    BoxFile file = found.get();
    Map<String, Object> all = BoxReplies.standard(file);
    all.put("size", file.size());
    all.put("modified_at", file.modifiedAt().toString());
    all.put("modified_by", Map.of("type", "user", "login", file.modifiedBy()));
    Map<String, Object> shown = BoxReplies.mini(file);
    for (String field : request.query().getOrDefault("fields", "").split(",", -1)) {
      if (field.startsWith("metadata." + scope() + ".")) {
        addMetadata(file, field.substring(field.lastIndexOf('.') + 1), shown);
      } else if (all.containsKey(field)) {
        shown.put(field, all.get(field));
      }
    }
    return Reply.json(200, shown);
  }

  /** A template that wasn't applied to the file isn't told. */
  private void addMetadata(BoxFile file, String template, Map<String, Object> shown) {
    if (file.metadata().containsKey(template)) {
      shown.put("metadata", Map.of(scope(), Map.of(template, metadata.instance(file, template))));
    }
  }

  private Reply metadata(Matcher instance, Request request) {
    Optional<BoxFile> file = files.find(instance.group(1));
    if (file.isEmpty()) {
      return missing(instance.group(1));
    }
    if (!instance.group(2).equals("enterprise") && !instance.group(2).equals(scope())) {
      return BoxReplies.notFound();
    }
    return switch (request.method()) {
      case "POST" -> metadata.create(file.get(), instance.group(3), request);
      case "PUT" -> metadata.update(file.get(), instance.group(3), request);
      default -> BoxReplies.error(405, "method_not_allowed", "Method Not Allowed");
    };
  }

  private Reply missing(String id) {
    return files.isTrashed(id)
        ? BoxReplies.error(404, "trashed", "Item is trashed")
        : BoxReplies.notFound();
  }

  /** Closes it at once; its files are gone. */
  @Override
  public void close() {
    server.close();
    uploadServer.close();
  }
}
