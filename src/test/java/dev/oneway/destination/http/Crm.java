package dev.oneway.destination.http;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A small vendor: people under /people with an id of its own and the key in {@code ext}, one by one
 * and in bulk; and the weather in front of it. Refuses the name {@code bad}.
 */
final class Crm implements Vendor, Weather, AutoCloseable {
  final Map<String, Map<String, Object>> people = new LinkedHashMap<>();
  final List<Request> asked = new ArrayList<>();
  private final Deque<Trouble> troubles = new ArrayDeque<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final SandboxServer server;
  private int ids = 100;

  /** What happens to one request instead. */
  interface Mischief {
    void happen(com.sun.net.httpserver.HttpExchange exchange, Request request, Vendor vendor)
        throws IOException;
  }

  private Optional<Trouble> lasting = Optional.empty();

  private record Trouble(Predicate<Request> when, Mischief mischief) {}

  Crm() throws IOException {
    server = SandboxServer.start(0, this, this);
  }

  String url() {
    return server.url();
  }

  /** The next requests of this method and path meet these, one each. */
  Crm next(String line, Mischief... mischiefs) {
    for (Mischief mischief : mischiefs) {
      troubles.add(new Trouble(request -> lineOf(request).startsWith(line), mischief));
    }
    return this;
  }

  /** All requests of which this is true meet it, until it is over. */
  synchronized Crm always(Predicate<Request> when, Mischief mischief) {
    lasting = Optional.of(new Trouble(when, mischief));
    return this;
  }

  synchronized void allIsWell() {
    lasting = Optional.empty();
  }

  static Mischief answers(int status, Object document) {
    return (exchange, request, vendor) -> Weather.send(exchange, Reply.json(status, document));
  }

  static Mischief says(int status, String type, String text) {
    return (exchange, request, vendor) ->
        Weather.send(exchange, Reply.text(status, text).with("Content-Type", type));
  }

  /** The vendor does it, and the connection ends before it answers. */
  static Mischief doesItSilently() {
    return (exchange, request, vendor) -> vendor.answer(request);
  }

  /** The vendor never hears of it. */
  static Mischief cut() {
    return (exchange, request, vendor) -> {};
  }

  /** The vendor does it and answers too late. */
  Mischief doesItTooSlowly() {
    return (exchange, request, vendor) -> {
      vendor.answer(request);
      try {
        over.await(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** The vendor does it and answers half of it. */
  static Mischief doesItAndBreaksOff() {
    return (exchange, request, vendor) -> {
      Reply reply = vendor.answer(request);
      Weather.send(
          exchange,
          new Reply(
              reply.status(),
              reply.headers(),
              java.util.Arrays.copyOf(reply.body(), reply.body().length / 2)));
    };
  }

  @Override
  public void carry(com.sun.net.httpserver.HttpExchange exchange, Request request, Vendor vendor)
      throws IOException {
    Mischief mischief = null;
    synchronized (this) {
      asked.add(request);
      Trouble first = troubles.peek();
      if (first != null && first.when().test(request)) {
        mischief = troubles.remove().mischief();
      } else if (lasting.isPresent() && lasting.get().when().test(request)) {
        mischief = lasting.get().mischief();
      }
    }
    if (mischief == null) {
      Weather.send(exchange, answer(request));
    } else {
      mischief.happen(exchange, request, vendor);
    }
  }

  static String lineOf(Request request) {
    return request.method() + " " + request.path();
  }

  /** What was asked, as method and path. */
  synchronized List<String> lines() {
    return asked.stream().map(Crm::lineOf).toList();
  }

  synchronized long count(String line) {
    return lines().stream().filter(line::equals).count();
  }

  synchronized void forgetRequests() {
    asked.clear();
    troubles.clear();
  }

  /**
   * @param ext null for a person without a key
   */
  synchronized String put(String ext, String name) {
    String id = String.valueOf(++ids);
    people.put(id, new LinkedHashMap<>(Map.of("id", id, "name", name)));
    if (ext != null) {
      people.get(id).put("ext", ext);
    }
    return id;
  }

  /** Names by key; a key twice fails. */
  synchronized Map<String, Object> names() {
    Map<String, Object> names = new LinkedHashMap<>();
    for (Map<String, Object> person : people.values()) {
      if (names.put(String.valueOf(person.get("ext")), person.get("name")) != null) {
        throw new AssertionError("twice: " + person.get("ext"));
      }
    }
    return names;
  }

  @Override
  public synchronized Reply answer(Request request) {
    String path = request.path();
    return switch (request.method()) {
      case "GET" -> found(request);
      case "POST" ->
          switch (path) {
            case "/people" -> createOne(body(request));
            case "/people/bulk" -> bulk(request, this::create);
            case "/people/upsert" -> bulk(request, this::upsert);
            case "/people/update" -> bulk(request, this::update);
            default -> Reply.json(404, Map.of("message", "no such path"));
          };
      case "PATCH" -> updateOne(path.substring("/people/".length()), body(request));
      case "PUT" -> upsertOne(path.substring("/people/ext/".length()), body(request));
      case "DELETE" ->
          people.remove(path.substring("/people/".length())) == null
              ? Reply.json(404, Map.of("message", "gone"))
              : Reply.empty(204);
      default -> Reply.empty(405);
    };
  }

  private Reply found(Request request) {
    List<String> keys = Arrays.asList(request.query().getOrDefault("ext", "").split(",", -1));
    String name = request.query().getOrDefault("name", "-");
    List<String> mails = Arrays.asList(request.query().getOrDefault("mail", "-").split(",", -1));
    return Reply.json(
        200,
        Map.of(
            "results",
            people.values().stream()
                .filter(
                    p ->
                        keys.contains(p.get("ext"))
                            || mails.contains(p.get("mail"))
                            || name.equals(p.get("name")))
                .toList()));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> body(Request request) {
    return (Map<String, Object>) request.json().orElseThrow();
  }

  private Reply createOne(Map<String, Object> body) {
    Map<String, Object> result = create(body);
    return Reply.json(Boolean.TRUE.equals(result.get("success")) ? 201 : 422, result);
  }

  private Reply updateOne(String id, Map<String, Object> body) {
    if (!people.containsKey(id)) {
      return Reply.json(404, Map.of("message", "no person " + id));
    }
    Map<String, Object> result = change(id, body);
    return Reply.json(Boolean.TRUE.equals(result.get("success")) ? 200 : 422, result);
  }

  private Reply upsertOne(String ext, Map<String, Object> body) {
    Map<String, Object> result = upsert(with(body, "ext", ext));
    return Reply.json(
        !Boolean.TRUE.equals(result.get("success"))
            ? 422
            : Boolean.TRUE.equals(result.get("created")) ? 201 : 200,
        result);
  }

  private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(body);
    more.put(name, value);
    return more;
  }

  private interface One extends java.util.function.UnaryOperator<Map<String, Object>> {}

  @SuppressWarnings("unchecked")
  private Reply bulk(Request request, One one) {
    List<Map<String, Object>> rows = (List<Map<String, Object>>) body(request).get("people");
    return Reply.json(200, Map.of("results", rows.stream().map(one).toList()));
  }

  private Map<String, Object> create(Map<String, Object> body) {
    if ("bad".equals(body.get("name"))) {
      return refusal(body);
    }
    String id = String.valueOf(++ids);
    people.put(id, with(body, "id", id));
    return success(id, true);
  }

  private Map<String, Object> upsert(Map<String, Object> body) {
    return people.values().stream()
        .filter(person -> String.valueOf(body.get("ext")).equals(person.get("ext")))
        .findFirst()
        .map(person -> change(String.valueOf(person.get("id")), body))
        .orElseGet(() -> create(body));
  }

  private Map<String, Object> update(Map<String, Object> body) {
    String id = String.valueOf(body.get("id"));
    return people.containsKey(id)
        ? change(id, body)
        : Map.of("success", false, "code", "GONE", "message", "no person " + id);
  }

  private Map<String, Object> change(String id, Map<String, Object> body) {
    if ("bad".equals(body.get("name"))) {
      return refusal(body);
    }
    people.get(id).putAll(body);
    people.get(id).put("id", id);
    return success(id, false);
  }

  private Map<String, Object> success(String id, boolean created) {
    Object ext = people.get(id).getOrDefault("ext", "");
    return new LinkedHashMap<>(
        Map.of("success", true, "id", id, "created", created, "ext", ext == null ? "" : ext));
  }

  private static Map<String, Object> refusal(Map<String, Object> body) {
    return Map.of(
        "success",
        false,
        "code",
        "BAD_NAME",
        "message",
        "the name is bad",
        "field",
        "name",
        "ext",
        String.valueOf(body.get("ext")));
  }

  @Override
  public void close() {
    over.countDown();
    server.close();
  }
}
