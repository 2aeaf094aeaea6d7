package dev.oneway.demo;

import dev.oneway.demo.ShopOrder.Address;
import dev.oneway.demo.ShopOrder.Customer;
import dev.oneway.demo.ShopOrder.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An order as Shopify's REST Admin API writes it: ids as 64-bit integers, money as text with the
 * currency's decimals, times with the shop's offset, and null where there is nothing.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-rest/2025-10/resources/order">Order</a>
 */
final class ShopOrderJson {
  private static final ZoneId SHOP = ZoneId.of("America/New_York");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  private ShopOrderJson() {}

  static Map<String, Object> of(ShopOrder order) {
    Map<String, Object> json = new LinkedHashMap<>();
    String email = order.customer().map(Customer::email).orElse(null);
    json.put("id", order.id());
    json.put("admin_graphql_api_id", "gid://shopify/Order/" + order.id());
    json.put("name", "#" + order.number());
    json.put("number", order.number() - 1000);
    json.put("order_number", order.number());
    json.put("email", email);
    json.put("contact_email", email);
    putTimes(order, json);
    json.put("confirmed", true);
    json.put("test", false);
    json.put("source_name", order.customer().isPresent() ? "web" : "pos");
    json.put("financial_status", order.status());
    json.put("fulfillment_status", null);
    putMoney(order, json);
    json.put("note", order.note().orElse(null));
    json.put("note_attributes", List.of());
    json.put("tags", "");
    json.put("customer", order.customer().map(ShopOrderJson::customer).orElse(null));
    json.put("billing_address", order.customer().map(ShopOrderJson::address).orElse(null));
    json.put("shipping_address", order.customer().map(ShopOrderJson::address).orElse(null));
    json.put("line_items", order.lines().stream().map(line -> line(line, order)).toList());
    return json;
  }

  private static void putTimes(ShopOrder order, Map<String, Object> json) {
    json.put("created_at", time(order.createdAt()));
    json.put("processed_at", time(order.createdAt()));
    json.put("updated_at", time(order.updatedAt()));
    json.put("closed_at", order.cancelledAt().map(ShopOrderJson::time).orElse(null));
    json.put("cancelled_at", order.cancelledAt().map(ShopOrderJson::time).orElse(null));
    json.put("cancel_reason", order.cancelledAt().isPresent() ? "customer" : null);
  }

  private static void putMoney(ShopOrder order, Map<String, Object> json) {
    String total = money(order.total(), order.currency());
    String current = money(order.currentTotal(), order.currency());
    json.put("currency", order.currency());
    json.put("presentment_currency", order.currency());
    json.put("taxes_included", true);
    json.put("total_line_items_price", total);
    json.put("total_discounts", money(BigDecimal.ZERO, order.currency()));
    json.put("subtotal_price", total);
    json.put("total_price", total);
    json.put("current_subtotal_price", current);
    json.put("current_total_price", current);
  }

  private static Map<String, Object> customer(Customer customer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", customer.id());
    json.put("email", customer.email());
    json.put("first_name", customer.firstName());
    json.put("last_name", customer.lastName());
    json.put("state", "disabled");
    json.put("note", null);
    json.put("verified_email", true);
    json.put("phone", null);
    json.put("admin_graphql_api_id", "gid://shopify/Customer/" + customer.id());
    return json;
  }

  private static Map<String, Object> address(Customer customer) {
    Address address = customer.address();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("first_name", customer.firstName());
    json.put("last_name", customer.lastName());
    json.put("name", customer.firstName() + " " + customer.lastName());
    json.put("company", null);
    json.put("address1", address.street());
    json.put("address2", "");
    json.put("city", address.city());
    json.put("zip", address.zip());
    json.put("province", null);
    json.put("country", address.country());
    json.put("country_code", address.countryCode());
    return json;
  }

  private static Map<String, Object> line(Line line, ShopOrder order) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", line.id());
    json.put("admin_graphql_api_id", "gid://shopify/LineItem/" + line.id());
    json.put("product_id", line.productId());
    json.put("variant_id", line.productId() + 1);
    json.put("sku", line.sku());
    json.put("title", line.title());
    json.put("variant_title", line.variant().isEmpty() ? null : line.variant());
    json.put(
        "name", line.variant().isEmpty() ? line.title() : line.title() + " - " + line.variant());
    json.put("quantity", line.quantity());
    json.put("current_quantity", line.currentQuantity());
    json.put("fulfillable_quantity", line.currentQuantity());
    json.put("price", money(line.price(), order.currency()));
    json.put("taxable", true);
    json.put("requires_shipping", true);
    return json;
  }

  static String time(Instant instant) {
    return TIME.format(instant.atZone(SHOP));
  }

  private static String money(BigDecimal amount, String currency) {
    return amount.setScale(currency.equals("JPY") ? 0 : 2, RoundingMode.HALF_UP).toPlainString();
  }
}
