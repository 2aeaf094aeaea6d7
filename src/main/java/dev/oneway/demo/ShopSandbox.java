package dev.oneway.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shop on this machine that answers {@code GET /admin/api/VERSION/orders.json} like Shopify's
 * REST Admin API: access token, {@code updated_at_min}, {@code status}, {@code limit}, cursor
 * paging by Link header and the limit of 40 requests that leak by 2 a second. Orders come in the
 * order of their last change.
 *
 * <p>What Shopify mixes by market this shop mixes freely: its orders are in several currencies.
 * Threads may share it.
 *
 * @see <a href="https://shopify.dev/docs/api/usage/pagination-rest">Paging</a>
 * @see <a href="https://shopify.dev/docs/api/usage/limits">Limits</a>
 */
public final class ShopSandbox implements AutoCloseable {
  private static final int ORDERS = 300;
  private static final long SEED = 20_260_131;
  private static final int THREADS = 4;
  private static final Pattern PATH =
      Pattern.compile("/admin/api/(\\d{4}-\\d{2}|unstable)/orders\\.json");

  private final HttpServer server;
  private final ExecutorService threads;
  private final String token;
  private final ShopOrders orders;
  private final LeakyBucket bucket;

  private ShopSandbox(HttpServer server, String token, ShopOrders orders, InstantSource clock) {
    this.server = server;
    this.token = token;
    this.orders = orders;
    this.bucket = new LeakyBucket(40, 2, clock);
    this.threads = Executors.newFixedThreadPool(THREADS, ShopSandbox::daemon);
  }

  /**
   * Opens the shop with 300 orders, reachable from this machine only.
   *
   * @param port 0 for any that is free
   * @param token what {@code X-Shopify-Access-Token} must be
   * @throws IOException when the port is taken
   */
  public static ShopSandbox start(int port, String token) throws IOException {
    return start(port, token, ORDERS, InstantSource.system());
  }

  /** Opens a shop with as many orders, that lives in the time of this clock. */
  public static ShopSandbox start(int port, String token, int orders, InstantSource clock)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ShopSandbox shop = new ShopSandbox(server, token, new ShopOrders(orders, SEED, clock), clock);
    server.createContext("/", shop::answer);
    server.setExecutor(shop.threads);
    server.start();
    return shop;
  }

  /** The shop's address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The shop's orders, to look at and to change. */
  public ShopOrders orders() {
    return orders;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
      if (!token.equals(exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token"))) {
        String why = "[API] Invalid API key or access token (unrecognized login or wrong password)";
        send(exchange, 401, Map.of("errors", why));
      } else if (!path.matches() || !exchange.getRequestMethod().equals("GET")) {
        send(exchange, 404, Map.of("errors", "Not Found"));
      } else if (!bucket.take()) {
        exchange.getResponseHeaders().set("Retry-After", "2.0");
        String why =
            "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.";
        send(exchange, 429, Map.of("errors", why));
      } else {
        exchange.getResponseHeaders().set("X-Shopify-API-Version", path.group(1));
        orders(exchange);
      }
    }
  }

  private void orders(HttpExchange exchange) throws IOException {
    try {
      ShopOrderQuery query = ShopOrderQuery.parse(exchange.getRequestURI());
      List<ShopOrder> found =
          orders.byChange().stream().filter(query::asksFor).limit(query.limit() + 1L).toList();
      List<ShopOrder> page = found.subList(0, Math.min(found.size(), query.limit()));
      if (found.size() > page.size()) {
        link(exchange, query, page.get(page.size() - 1));
      }
      send(exchange, 200, Map.of("orders", page.stream().map(ShopOrderJson::of).toList()));
    } catch (ShopOrderQuery.BadRequest e) {
      send(exchange, 400, e.errors());
    }
  }

  private void link(HttpExchange exchange, ShopOrderQuery query, ShopOrder last) {
    exchange
        .getResponseHeaders()
        .set(
            "Link",
            "<http://%s%s?limit=%d&page_info=%s>; rel=\"next\""
                .formatted(
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getRequestURI().getPath(),
                    query.limit(),
                    query.pageInfoAfter(last)));
  }

  private void send(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    byte[] body = RecordJson.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.getResponseHeaders().set("X-Shopify-Shop-Api-Call-Limit", bucket.reading());
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "shop-sandbox");
    thread.setDaemon(true);
    return thread;
  }

  /** Closes the shop at once; its orders are gone. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
