package dev.oneway.http.auth;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.http.Auth;
import dev.oneway.http.FakeTime;
import dev.oneway.http.HttpTimeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** A vendor's token endpoint, and the settings of who asks it. */
final class TokenServer implements Vendor, AutoCloseable {
  private static final HttpTimeouts TIMEOUTS =
      new HttpTimeouts(Duration.ofSeconds(2), Duration.ofMillis(500));

  final FakeTime time = new FakeTime();
  final Map<String, Object> answer = new LinkedHashMap<>();
  private final Queue<Reply> prepared = new ConcurrentLinkedQueue<>();
  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final SandboxServer server;
  private volatile Predicate<Request> accepts = request -> true;

  TokenServer() throws IOException {
    this(Weather.CLEAR);
  }

  TokenServer(Weather weather) throws IOException {
    server = SandboxServer.start(0, this, weather);
    answer.put("token_type", "Bearer");
    set("tokenUrl", server.url() + "/oauth/token?tenant=1");
  }

  /** Each token has a number. */
  @Override
  public Reply answer(Request request) {
    asked.add(request);
    Reply next = prepared.poll();
    if (next != null) {
      return next;
    }
    if (!request.method().equals("POST")
        || !request.path().equals("/oauth/token")
        || !request
            .header("Content-Type")
            .equals(Optional.of("application/x-www-form-urlencoded"))) {
      return Reply.json(400, Map.of("error", "invalid_request"));
    }
    if (!accepts.test(request)) {
      return Reply.json(401, Map.of("error", "invalid_client"));
    }
    Map<String, Object> document = new LinkedHashMap<>(answer);
    document.putIfAbsent("access_token", "s3cret-" + asked.size());
    return Reply.json(200, document);
  }

  TokenServer set(String setting, String value) {
    settings.put("oneway.auth.x." + setting, value);
    return this;
  }

  TokenServer unset(String setting) {
    settings.remove("oneway.auth.x." + setting);
    return this;
  }

  TokenServer clientCredentials() {
    return set("type", "client-credentials")
        .set("clientId", "client")
        .set("clientSecret", "s3cret-client");
  }

  TokenServer refreshToken() {
    return set("type", "refresh-token").set("clientId", "client");
  }

  TokenServer jwtBearer(String privateKey) {
    return set("type", "jwt-bearer")
        .set("clientId", "client")
        .set("subject", "ann@example.com")
        .set("audience", "https://login.salesforce.com")
        .set("privateKey", privateKey);
  }

  /** What it accepts; everything until this is called. */
  TokenServer accepting(Predicate<Request> requests) {
    accepts = requests;
    return this;
  }

  /** What it answers next, once. */
  TokenServer then(Reply reply) {
    prepared.add(reply);
    return this;
  }

  List<Request> asked() {
    return asked;
  }

  Map<String, String> lastForm() {
    return asked.get(asked.size() - 1).form();
  }

  Auth auth() {
    return AuthSettings.read("x", name -> Optional.ofNullable(settings.get(name)), TIMEOUTS, time);
  }

  /** A request with the credentials on it. */
  static HttpGet signed(Auth auth) throws Exception {
    HttpGet request = new HttpGet("https://api/");
    auth.sign(request);
    return request;
  }

  /** What stands in Authorization. */
  static String authorization(Auth auth) throws Exception {
    return signed(auth).getHeader("Authorization").getValue();
  }

  /** What an answer with status 401 leads to. */
  static boolean renewed(Auth auth) throws Exception {
    return auth.renew(signed(auth));
  }

  @Override
  public void close() {
    server.close();
  }
}
