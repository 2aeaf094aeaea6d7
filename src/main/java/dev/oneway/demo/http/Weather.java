package dev.oneway.demo.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What lies between a sandbox and who asks it: whether, when and how a reply gets through. */
@FunctionalInterface
public interface Weather {
  /** Every reply gets through at once. */
  Weather CLEAR = (exchange, request, vendor) -> send(exchange, vendor.answer(request));

  /**
   * Lets the vendor answer, or not, and sends what arrives of it. Whoever calls it closes the
   * exchange.
   */
  void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException;

  /** Sends a reply as it is. */
  static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    if (reply.body().length > 0) {
      exchange.getResponseBody().write(reply.body());
    }
  }
}
