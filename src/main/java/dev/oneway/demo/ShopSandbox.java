package dev.oneway.demo;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.shopify.ShopifyGraphQl;
import dev.oneway.demo.shopify.ShopifyProducts;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shop on this machine that answers {@code GET /admin/api/VERSION/orders.json} like Shopify's
 * REST Admin API: access token, {@code updated_at_min}, {@code status}, {@code limit}, cursor
 * paging by Link header and the limit of 40 requests that leak by 2 a second. Orders come in the
 * order of their last change. Its products are in {@code graphql.json}.
 *
 * <p>What Shopify mixes by market this shop mixes freely: its orders are in several currencies.
 * Threads may share it.
 *
 * @see <a href="https://shopify.dev/docs/api/usage/pagination-rest">Paging</a>
 * @see <a href="https://shopify.dev/docs/api/usage/limits">Limits</a>
 */
public final class ShopSandbox implements AutoCloseable {
  /** The metafield in which the shop keeps the catalog's id of a product. */
  public static final String CUSTOM_ID = "pim.uuid";

  private static final int ORDERS = 300;
  private static final long SEED = 20_260_131;
  private static final Pattern PATH =
      Pattern.compile("/admin/api/(\\d{4}-\\d{2}|unstable)/(orders|graphql)\\.json");

  private final String token;
  private final ShopOrders orders;
  private final ShopifyProducts products;
  private final ShopifyGraphQl graphQl;
  private final LeakyBucket bucket;
  private final SandboxServer server;

  private ShopSandbox(int port, String token, Weather weather, int orders, InstantSource clock)
      throws IOException {
    this.token = token;
    this.orders = new ShopOrders(orders, SEED, clock);
    this.products = new ShopifyProducts(clock);
    this.graphQl = new ShopifyGraphQl(products, CUSTOM_ID, clock);
    this.bucket = new LeakyBucket(40, 2, clock);
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * Opens the shop with 300 orders and no products, reachable from this machine only.
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
    return new ShopSandbox(port, token, Weather.CLEAR, orders, clock);
  }

  /** Opens a shop without orders, for its products. */
  public static ShopSandbox start(int port, String token, Weather weather) throws IOException {
    return new ShopSandbox(port, token, weather, 0, InstantSource.system());
  }

  /** The shop's address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return server.url();
  }

  /** The shop's orders, to look at and to change. */
  public ShopOrders orders() {
    return orders;
  }

  /** The shop's products, to look at and to change. */
  public ShopifyProducts products() {
    return products;
  }

  private Reply answer(Request request) {
    Matcher path = PATH.matcher(request.path());
    if (!token.equals(request.header("X-Shopify-Access-Token").orElse(""))) {
      return error(
          401, "[API] Invalid API key or access token (unrecognized login or wrong password)");
    }
    boolean known = path.matches();
    if (known && path.group(2).equals("graphql") && request.method().equals("POST")) {
      return graphQl.answer(request).with("X-Shopify-API-Version", path.group(1));
    }
    if (!known || !path.group(2).equals("orders") || !request.method().equals("GET")) {
      return limited(error(404, "Not Found"));
    }
    if (!bucket.take()) {
      String why =
          "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.";
      return limited(error(429, why).with("Retry-After", "2.0"));
    }
    return limited(orders(request)).with("X-Shopify-API-Version", path.group(1));
  }

  private Reply orders(Request request) {
    try {
      ShopOrderQuery query = ShopOrderQuery.parse(request.query());
      List<ShopOrder> found =
          orders.byChange().stream().filter(query::asksFor).limit(query.limit() + 1L).toList();
      List<ShopOrder> page = found.subList(0, Math.min(found.size(), query.limit()));
      Reply reply =
          Reply.json(200, Map.of("orders", page.stream().map(ShopOrderJson::of).toList()));
      return found.size() > page.size()
          ? reply.with("Link", link(request, query, page.get(page.size() - 1)))
          : reply;
    } catch (ShopOrderQuery.BadRequest e) {
      return Reply.json(400, e.errors());
    }
  }

  private static String link(Request request, ShopOrderQuery query, ShopOrder last) {
    return "<http://%s%s?limit=%d&page_info=%s>; rel=\"next\""
        .formatted(
            request.header("Host").orElse(""),
            request.path(),
            query.limit(),
            query.pageInfoAfter(last));
  }

  private static Reply error(int status, String errors) {
    return Reply.json(status, Map.of("errors", errors));
  }

  private Reply limited(Reply reply) {
    return reply.with("X-Shopify-Shop-Api-Call-Limit", bucket.reading());
  }

  /** Closes the shop at once; what it held is gone. */
  @Override
  public void close() {
    server.close();
  }
}
