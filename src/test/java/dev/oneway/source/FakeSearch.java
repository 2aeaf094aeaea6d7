package dev.oneway.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A search that answers like HubSpot's: pages by offset, and none of them beyond a cap. */
final class FakeSearch implements AutoCloseable {
  private static final int CAP = 10_000;
  private static final String ENDED =
      "{\"status\":\"error\",\"message\":\"The after parameter exceeds 10000\",\"category\":\"VALIDATION_ERROR\"}";

  /** When each contact changed, by its id. */
  final Map<Integer, Instant> contacts = new TreeMap<>();

  /** What was asked, in its order. */
  final List<JsonNode> asked = new ArrayList<>();

  /** What happens before an answer, e.g. a contact changes. */
  Runnable meanwhile = () -> {};

  boolean heedsFilter = true;

  /** How many results of a question there are, without a word when there would be more. */
  int shown = Integer.MAX_VALUE;

  Comparator<Map.Entry<Integer, Instant>> order = Map.Entry.comparingByValue();
  private final HttpServer server;

  FakeSearch() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/crm/v3/objects/contacts/search";
  }

  List<Integer> ids() {
    return List.copyOf(contacts.keySet());
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode question = RecordJson.mapper().readTree(exchange.getRequestBody());
    asked.add(question);
    meanwhile.run();
    int after = question.path("after").asInt();
    boolean refused = after >= CAP || !exchange.getRequestMethod().equals("POST");
    byte[] body = (refused ? ENDED : RecordJson.write(page(question, after))).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
    exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Map<String, Object> page(JsonNode question, int after) {
    JsonNode filter = question.at("/filterGroups/0/filters/0");
    Instant from = Instant.ofEpochMilli(Long.parseLong(filter.path("value").textValue()));
    List<Map.Entry<Integer, Instant>> found =
        contacts.entrySet().stream()
            .filter(contact -> !heedsFilter || !contact.getValue().isBefore(from))
            .sorted(order)
            .toList();
    int end = Math.min(after + question.path("limit").asInt(), found.size());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("total", found.size());
    page.put("results", found.subList(after, end).stream().map(FakeSearch::record).toList());
    if (end < Math.min(found.size(), shown)) {
      String next = String.valueOf(end);
      page.put("paging", Map.of("next", Map.of("after", next, "link", "?after=" + next)));
    }
    return page;
  }

  private static Map<String, Object> record(Map.Entry<Integer, Instant> contact) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("email", "c" + contact.getKey() + "@example.com");
    properties.put("lastmodifieddate", contact.getValue().toString());
    return Map.of(
        "id", String.valueOf(contact.getKey()), "properties", properties, "archived", false);
  }

  /** Contacts from 1 on, each changed when its turn came. */
  void fill(int count, java.util.function.IntFunction<Instant> changed) {
    IntStream.rangeClosed(1, count).forEach(id -> contacts.put(id, changed.apply(id)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
