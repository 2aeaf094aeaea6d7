package dev.oneway.demo.stripe;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Invoice items as the API takes them: whole amounts in the smallest unit, of a customer that is
 * there, and nothing is changed that is on an invoice. Threads may share it.
 *
 * @see <a href="https://docs.stripe.com/api/invoiceitems">Invoice items</a>
 * @see <a href="https://docs.stripe.com/currencies">Currencies</a>
 */
final class StripeItemsApi {
  private static final String ITEMS = "/v1/invoiceitems";
  private static final Pattern ITEM = Pattern.compile(ITEMS + "/(ii_\\w+)");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,12}");
  private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");
  private static final Set<String> FIELDS = Set.of("amount", "description", "metadata");
  private static final Set<String> OF_NEW_ONES = Set.of("customer", "currency");

  /** Of three digits the last one must be 0. */
  private static final Set<String> THREE_DIGITS = Set.of("bhd", "jod", "kwd", "omr", "tnd");

  private static final StripeList LIST = new StripeList(ITEMS, "invoiceitem");

  private final StripeInvoiceItems items;
  private final StripeCustomers customers;

  StripeItemsApi(StripeInvoiceItems items, StripeCustomers customers) {
    this.items = items;
    this.customers = customers;
  }

  static boolean isAsked(String path) {
    return path.equals(ITEMS) || ITEM.matcher(path).matches();
  }

  Reply answer(Request request) {
    Matcher item = ITEM.matcher(request.path());
    boolean ofOne = item.matches();
    return switch (request.method() + (ofOne ? " one" : "")) {
      case "GET" -> list(request.query());
      case "POST" -> create(request.form());
      case "GET one" -> found(item.group(1));
      case "POST one" -> update(item.group(1), request.form());
      case "DELETE one" -> delete(item.group(1));
      default -> StripeSandbox.error(404, "", "Unrecognized request URL", "");
    };
  }

  private Reply list(Map<String, String> query) {
    String customer = query.getOrDefault("customer", "");
    if (query.containsKey("customer") && customer.isEmpty()) {
      return StripeSandbox.error(
          400,
          "parameter_invalid_empty",
          "You passed an empty string for 'customer'. We assume empty values are an attempt to unset a parameter; however 'customer' cannot be unset.",
          "customer");
    }
    return LIST.page(items.newestFirst(customer), query);
  }

  private Reply create(Map<String, String> form) {
    Optional<Reply> unknown = unknown(form, true);
    if (unknown.isPresent()) {
      return unknown.get();
    }
    String customer = form.getOrDefault("customer", "");
    if (customer.isEmpty()) {
      return StripeSandbox.error(
          400, "parameter_missing", "Missing required param: customer.", "customer");
    }
    if (customers.find(customer).isEmpty()) {
      return StripeSandbox.error(
          400, "resource_missing", "No such customer: '" + customer + "'", "customer");
    }
    String currency = form.getOrDefault("currency", "");
    if (!CURRENCY.matcher(currency).matches()) {
      return StripeSandbox.error(400, "", "Invalid currency: " + currency, "currency");
    }
    return amountRefused(form, currency)
        .orElseGet(() -> Reply.json(200, items.find(items.create(form)).orElseThrow()));
  }

  private Reply update(String id, Map<String, String> form) {
    Optional<Map<String, Object>> item = items.find(id);
    if (item.isEmpty()) {
      return missing(id);
    }
    return unknown(form, false)
        .or(() -> closed(item.get()))
        .or(() -> amountRefused(form, String.valueOf(item.get().get("currency"))))
        .orElseGet(
            () -> {
              items.change(id, form);
              return found(id);
            });
  }

  private Reply delete(String id) {
    Optional<Map<String, Object>> item = items.find(id);
    if (item.isEmpty()) {
      return missing(id);
    }
    return closed(item.get())
        .orElseGet(
            () -> {
              items.delete(id);
              return Reply.json(200, Map.of("id", id, "object", "invoiceitem", "deleted", true));
            });
  }

  private Reply found(String id) {
    return items.find(id).map(item -> Reply.json(200, item)).orElseGet(() -> missing(id));
  }

  private static Reply missing(String id) {
    return StripeSandbox.error(404, "resource_missing", "No such invoiceitem: '" + id + "'", "id");
  }

  private static Optional<Reply> closed(Map<String, Object> item) {
    return item.get("invoice") == null
        ? Optional.empty()
        : Optional.of(
            StripeSandbox.error(
                400,
                "invoice_not_editable",
                "The specified invoice can no longer be edited. Instead, consider creating additional invoice items that will be applied to the next invoice.",
                ""));
  }

  private static Optional<Reply> unknown(Map<String, String> form, boolean isNew) {
    return form.keySet().stream()
        .map(name -> name.replaceFirst("\\[.*", ""))
        .filter(name -> !FIELDS.contains(name) && !(isNew && OF_NEW_ONES.contains(name)))
        .findFirst()
        .map(
            name ->
                StripeSandbox.error(
                    400, "parameter_unknown", "Received unknown parameter: " + name, name));
  }

  private static Optional<Reply> amountRefused(Map<String, String> form, String currency) {
    String amount = form.get("amount");
    if (amount == null) {
      return Optional.empty();
    }
    if (!WHOLE.matcher(amount).matches()) {
      return Optional.of(
          StripeSandbox.error(
              400, "parameter_invalid_integer", "Invalid integer: " + amount, "amount"));
    }
    return THREE_DIGITS.contains(currency) && !amount.endsWith("0")
        ? Optional.of(
            StripeSandbox.error(
                400, "", "Amounts in " + currency + " must be divisible by 10", "amount"))
        : Optional.empty();
  }
}
