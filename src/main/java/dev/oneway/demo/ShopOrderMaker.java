package dev.oneway.demo;

import dev.oneway.demo.ShopOrder.Address;
import dev.oneway.demo.ShopOrder.Customer;
import dev.oneway.demo.ShopOrder.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes up orders, the same ones for the same seed. Not to be shared between threads. */
final class ShopOrderMaker {
  private static final long FIRST_ORDER_ID = 6_134_512_091_415L;
  private static final long FIRST_LINE_ID = 15_880_734_736_663L;
  private static final long FIRST_CUSTOMER_ID = 8_177_310_630_167L;
  private static final long FIRST_PRODUCT_ID = 9_270_016_983_319L;
  private static final int FIRST_NUMBER = 1001;
  private static final long STEP = 32_768;
  private static final BigDecimal YEN = new BigDecimal("150");
  private static final List<String> STATUSES =
      List.of("paid", "paid", "paid", "pending", "authorized", "partially_paid");

  private final DemoData data;
  private final List<List<String>> products = DemoData.table("products.csv");
  private final List<List<String>> places = DemoData.table("places.csv");
  private final List<String> notes = DemoData.lines("order-notes.txt");
  private int orders;
  private int lines;

  ShopOrderMaker(DemoData data) {
    this.data = data;
  }

  ShopOrder make(Instant now) {
    List<String> place = data.pick(places);
    String currency = place.get(0);
    int index = orders++;
    return new ShopOrder(
        FIRST_ORDER_ID + index * STEP,
        FIRST_NUMBER + index,
        data.chance(5) ? Optional.empty() : Optional.of(customer(index, place)),
        currency,
        data.pick(STATUSES),
        data.chance(15) ? Optional.of(note()) : Optional.empty(),
        lines(currency),
        now,
        now,
        Optional.empty());
  }

  String note() {
    return data.pick(notes);
  }

  private Customer customer(int index, List<String> place) {
    String first = data.firstName();
    String last = data.lastName();
    return new Customer(
        FIRST_CUSTOMER_ID + index * STEP,
        first,
        last,
        data.email(first, last, index),
        new Address(place.get(1), place.get(2), place.get(3), place.get(4), place.get(5)));
  }

  private List<Line> lines(String currency) {
    int count = 1 + data.below(4);
    List<Line> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = data.below(products.size());
      List<String> product = products.get(index);
      int quantity = data.chance(80) ? 1 : 2 + data.below(4);
      made.add(
          new Line(
              FIRST_LINE_ID + lines++ * STEP,
              FIRST_PRODUCT_ID + index * STEP,
              product.get(0),
              product.get(1),
              product.get(2),
              quantity,
              quantity,
              price(product.get(3), currency)));
    }
    return List.copyOf(made);
  }

  private static BigDecimal price(String listed, String currency) {
    BigDecimal price = new BigDecimal(listed);
    return currency.equals("JPY") ? price.multiply(YEN).setScale(0, RoundingMode.HALF_UP) : price;
  }
}
