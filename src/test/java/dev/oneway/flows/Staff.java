package dev.oneway.flows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HR system that lists its people page by page, and a tool that has an account for each of them,
 * on one server. Of a bad day it lists the first few, with HTTP 200 and an end marker.
 */
final class Staff implements AutoCloseable {
  private static final int PAGE = 500;

  /** By their ids. */
  final Map<Long, Map<String, Object>> people = new TreeMap<>();

  /** By the people's ids; each has an id of its own. */
  final Map<String, Map<String, Object>> accounts = new TreeMap<>();

  private final HttpServer server;
  private int listed = Integer.MAX_VALUE;
  private int failingPage = Integer.MAX_VALUE;
  private int accountsMade;

  Staff(int people) {
    for (long id = 1; id <= people; id++) {
      hire(id);
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/people", this::list);
    server.createContext("/accounts", this::write);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void hire(long id) {
    people.put(id, new LinkedHashMap<>(Map.of("id", id, "name", "Name " + id, "left", false)));
  }

  /** The list ends behind so many. */
  synchronized void listOnly(int people) {
    listed = people;
  }

  synchronized void listAll() {
    listed = Integer.MAX_VALUE;
    failingPage = Integer.MAX_VALUE;
  }

  /** The list breaks off at this page, counted from 0. */
  synchronized void failAt(int page) {
    failingPage = page;
  }

  synchronized long active() {
    return accounts.values().stream().filter(one -> one.get("active").equals(true)).count();
  }

  synchronized Map<String, Object> account(long person) {
    return accounts.get(Long.toString(person));
  }

  private synchronized void list(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    int page = query == null ? 0 : Integer.parseInt(query.replace("page=", ""));
    if (page >= failingPage) {
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
      return;
    }
    List<Map<String, Object>> all = people.values().stream().limit(listed).toList();
    int from = Math.min(page * PAGE, all.size());
    int to = Math.min(from + PAGE, all.size());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("people", all.subList(from, to));
    answer.put("next", url() + "/people?page=" + (page + 1));
    answer.put("end", to == all.size());
    answer(exchange, answer);
  }

  @SuppressWarnings("unchecked")
  private synchronized void write(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    List<Map<String, Object>> inputs =
        (List<Map<String, Object>>) RecordJson.readRecord(body).get("inputs");
    boolean delete = exchange.getRequestURI().getPath().endsWith("/delete");
    List<Map<String, Object>> results = new ArrayList<>();
    for (Map<String, Object> input : inputs) {
      String key = String.valueOf(input.get("person"));
      Map<String, Object> account =
          accounts.computeIfAbsent(
              key, made -> new LinkedHashMap<>(Map.of("id", "acc-" + ++accountsMade)));
      account.putAll(input);
      results.add(Map.of("person", key, "id", account.get("id")));
      if (delete) {
        accounts.remove(key);
      }
    }
    answer(exchange, Map.of("results", results));
  }

  private static void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
    byte[] json = RecordJson.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
