package dev.oneway.demo;

import dev.oneway.demo.ShopOrder.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The orders of the sandbox shop and what happens to them. In memory only. Threads may share it;
 * each change is seen as a whole.
 */
public final class ShopOrders {
  private static final Duration HISTORY = Duration.ofDays(30);
  private static final Comparator<ShopOrder> BY_CHANGE =
      Comparator.comparing(ShopOrder::updatedAt).thenComparingLong(ShopOrder::id);

  private final Map<Long, ShopOrder> orders = new LinkedHashMap<>();
  private final InstantSource clock;
  private final DemoData data;
  private final ShopOrderMaker maker;

  /**
   * @param count orders to begin with, spread over the last 30 days
   */
  ShopOrders(int count, long seed, InstantSource clock) {
    this.clock = clock;
    this.data = new DemoData(new Random(seed));
    this.maker = new ShopOrderMaker(data);
    Instant begin = now().minus(HISTORY);
    for (int i = 0; i < count; i++) {
      ShopOrder order = maker.make(begin.plusSeconds(HISTORY.toSeconds() * i / count));
      orders.put(order.id(), order);
    }
  }

  /** Something happens in the shop, as it happens in shops. */
  public synchronized void tick() {
    int dice = data.below(100);
    if (orders.isEmpty() || dice < 40) {
      add();
      return;
    }
    ShopOrder order = data.pick(List.copyOf(orders.values()));
    Line line = data.pick(order.lines());
    if (order.cancelledAt().isPresent() || dice < 50) {
      writeNote(order.id(), maker.note() + " (" + order.number() + "/" + dice + ")");
    } else if (dice < 75) {
      pay(order.id());
    } else if (dice < 85) {
      setQuantity(order.id(), line.id(), line.currentQuantity() + 1);
    } else if (dice < 93) {
      removeLine(order.id(), line.id());
    } else {
      cancel(order.id());
    }
  }

  /** A new order. Returns its id. */
  public synchronized long add() {
    ShopOrder order = maker.make(now());
    orders.put(order.id(), order);
    return order.id();
  }

  /** The customer has paid. */
  public void pay(long orderId) {
    change(orderId, order -> order.withStatus("paid", now()));
  }

  /** The order is cancelled, its money given back or never taken. */
  public void cancel(long orderId) {
    change(orderId, order -> order.cancelled(now()));
  }

  /** A line is taken out; like Shopify, the order keeps it with a current quantity of 0. */
  public void removeLine(long orderId, long lineId) {
    setQuantity(orderId, lineId, 0);
  }

  /** More or less of a line. */
  public void setQuantity(long orderId, long lineId, int quantity) {
    change(orderId, order -> order.withQuantity(lineId, quantity, now()));
  }

  /** Somebody writes a note. */
  public void writeNote(long orderId, String note) {
    change(orderId, order -> order.withNote(note, now()));
  }

  private synchronized void change(long orderId, UnaryOperator<ShopOrder> change) {
    if (orders.computeIfPresent(orderId, (id, order) -> change.apply(order)) == null) {
      throw new IllegalArgumentException("the shop has no order " + orderId);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  public synchronized int size() {
    return orders.size();
  }

  /** All orders as the API would show them, the longest unchanged first. */
  public List<Map<String, Object>> json() {
    return byChange().stream().map(ShopOrderJson::of).toList();
  }

  /** All orders, the longest unchanged first. */
  synchronized List<ShopOrder> byChange() {
    List<ShopOrder> sorted = new ArrayList<>(orders.values());
    sorted.sort(BY_CHANGE);
    return sorted;
  }
}
