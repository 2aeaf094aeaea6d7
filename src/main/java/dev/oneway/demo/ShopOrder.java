package dev.oneway.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order of the sandbox shop. Immutable: a change makes a new one.
 *
 * @param number as in {@code #1001}
 * @param customer empty for an order over the counter
 * @param status Shopify's financial_status
 * @param note may hold line breaks; empty when there is none
 */
record ShopOrder(
    long id,
    int number,
    Optional<Customer> customer,
    String currency,
    String status,
    Optional<String> note,
    List<Line> lines,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> cancelledAt) {

  /** Who ordered. */
  record Customer(long id, String firstName, String lastName, String email, Address address) {}

  /** Where to. */
  record Address(String countryCode, String country, String city, String zip, String street) {}

  /**
   * A line of an order.
   *
   * @param quantity as ordered
   * @param currentQuantity what is left of it; 0 when the line was removed. Shopify keeps removed
   *     lines in line_items
   */
  record Line(
      long id,
      long productId,
      String sku,
      String title,
      String variant,
      int quantity,
      int currentQuantity,
      BigDecimal price) {

    Line withCurrentQuantity(int current) {
      return new Line(
          id, productId, sku, title, variant, Math.max(quantity, current), current, price);
    }
  }

  ShopOrder withStatus(String newStatus, Instant now) {
    return new ShopOrder(
        id, number, customer, currency, newStatus, note, lines, createdAt, now, cancelledAt);
  }

  ShopOrder withNote(String newNote, Instant now) {
    return new ShopOrder(
        id,
        number,
        customer,
        currency,
        status,
        Optional.of(newNote),
        lines,
        createdAt,
        now,
        cancelledAt);
  }

  ShopOrder withQuantity(long lineId, int current, Instant now) {
    List<Line> changed =
        lines.stream()
            .map(line -> line.id() == lineId ? line.withCurrentQuantity(current) : line)
            .toList();
    return new ShopOrder(
        id, number, customer, currency, status, note, changed, createdAt, now, cancelledAt);
  }

  ShopOrder cancelled(Instant now) {
    String end = status.equals("paid") ? "refunded" : "voided";
    return new ShopOrder(
        id, number, customer, currency, end, note, lines, createdAt, now, Optional.of(now));
  }

  /** What was ordered. */
  BigDecimal total() {
    return lines.stream()
        .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is left of it. */
  BigDecimal currentTotal() {
    return lines.stream()
        .map(line -> line.price().multiply(BigDecimal.valueOf(line.currentQuantity())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
