package dev.oneway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Weather made to order: the next requests of a kind meet what was queued for them, all others a
 * clear sky. Remembers what was asked. Threads may share it.
 */
final class Storm implements Weather {
  /** Longer than any patience a test sets. */
  private static final long LONG_SECONDS = 8;

  private final Deque<Trouble> troubles = new ArrayDeque<>();
  private final List<Request> asked = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /** What happens to one request. */
  @FunctionalInterface
  interface Mischief {
    void happen(HttpExchange exchange, Request request, Vendor vendor) throws IOException;
  }

  private record Trouble(Predicate<Request> when, Mischief mischief) {}

  /** From now on the sky is clear and nothing was asked yet. */
  synchronized void calm() {
    troubles.clear();
    asked.clear();
  }

  /** The next requests of this kind meet these, one each, in this order. */
  synchronized void next(Predicate<Request> when, Mischief... mischiefs) {
    for (Mischief mischief : mischiefs) {
      troubles.add(new Trouble(when, mischief));
    }
  }

  /** Whether everything that was queued has happened. */
  synchronized boolean isOver() {
    return troubles.isEmpty();
  }

  /** All requests of this kind since it was calm, in the order they came. */
  synchronized List<Request> asked(Predicate<Request> kind) {
    return asked.stream().filter(kind).toList();
  }

  @Override
  public void carry(HttpExchange exchange, Request request, Vendor vendor) throws IOException {
    Mischief mischief = mischiefFor(request);
    mischief.happen(exchange, request, vendor);
  }

  private synchronized Mischief mischiefFor(Request request) {
    asked.add(request);
    Trouble first = troubles.peek();
    if (first != null && first.when().test(request)) {
      troubles.remove();
      return first.mischief();
    }
    return Weather.CLEAR::carry;
  }

  /** This reply; the vendor never hears of the request. */
  static Mischief instead(Reply reply) {
    return (exchange, request, vendor) -> Weather.send(exchange, reply);
  }

  /** The vendor does it, and answers something else. */
  static Mischief afterwards(UnaryOperator<Reply> change) {
    return (exchange, request, vendor) ->
        Weather.send(exchange, change.apply(vendor.answer(request)));
  }

  /** The vendor does it, and its JSON answer is changed on the way. */
  static Mischief rewritten(UnaryOperator<Object> document) {
    return afterwards(reply -> Reply.json(reply.status(), document.apply(json(reply))));
  }

  /** The vendor does it, and the answer never comes. */
  Mischief silentSuccess() {
    return (exchange, request, vendor) -> {
      vendor.answer(request);
      waitLong();
    };
  }

  /** The connection ends before the vendor hears of the request. */
  static Mischief cutBefore() {
    return (exchange, request, vendor) -> {};
  }

  /** The vendor does it, and the connection ends in the middle of the answer. */
  static Mischief cutMidway() {
    return (exchange, request, vendor) -> {
      Reply reply = vendor.answer(request);
      exchange.sendResponseHeaders(reply.status(), Math.max(reply.body().length, 2));
      exchange.getResponseBody().write(reply.body(), 0, reply.body().length / 2);
      exchange.getResponseBody().flush();
    };
  }

  /** The vendor does it, and half of the answer's bytes are all it says. */
  static Mischief truncated() {
    return afterwards(
        reply -> {
          byte[] half = java.util.Arrays.copyOf(reply.body(), reply.body().length / 2);
          return new Reply(reply.status(), reply.headers(), half);
        });
  }

  /** The vendor does it, and its answer drips. */
  Mischief slowDrip() {
    return (exchange, request, vendor) -> {
      Reply reply = vendor.answer(request);
      exchange.sendResponseHeaders(reply.status(), reply.body().length + 100L);
      for (int at = 0; at < reply.body().length; at++) {
        exchange.getResponseBody().write(reply.body(), at, 1);
        exchange.getResponseBody().flush();
        if (waits(50)) {
          return;
        }
      }
    };
  }

  private void waitLong() {
    waits(TimeUnit.SECONDS.toMillis(LONG_SECONDS));
  }

  /** True when the test is over, or the thread was told to end. */
  private boolean waits(long millis) {
    try {
      return over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Lets everything go that still waits. */
  void end() {
    over.countDown();
  }

  static Object json(Reply reply) {
    try {
      return RecordJson.mapper()
          .readValue(new String(reply.body(), StandardCharsets.UTF_8), Object.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the vendor answered something else than JSON", e);
    }
  }
}
