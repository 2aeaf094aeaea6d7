package dev.oneway.demo.stripe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is on its way to a customer's next invoice, and what is on one already. In memory only.
 * Threads may share it.
 *
 * @see <a href="https://docs.stripe.com/api/invoiceitems/object">Invoice items</a>
 */
public final class StripeInvoiceItems {
  private final Map<String, Map<String, Object>> byId = new LinkedHashMap<>();
  private int made;
  private int invoices;

  /** Makes one of these form fields. Returns its id. */
  public synchronized String create(Map<String, String> form) {
    String id = "ii_%014d".formatted(++made);
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", id);
    item.put("object", "invoiceitem");
    item.put("invoice", null);
    item.put("description", null);
    item.put("metadata", new LinkedHashMap<String, Object>());
    byId.put(id, item);
    change(id, form);
    return id;
  }

  synchronized void change(String id, Map<String, String> form) {
    Map<String, Object> item = byId.get(id);
    form.forEach((name, value) -> StripeForm.set(item, name, value));
    item.computeIfPresent("amount", (name, amount) -> Long.valueOf(amount.toString()));
  }

  /** Somebody works on it in the dashboard, where nothing is checked. */
  public synchronized void edit(String id, Map<String, String> form) {
    change(id, form);
  }

  /** It is gone, as if it had never been. */
  public synchronized void delete(String id) {
    byId.remove(id);
  }

  /** What a customer has to pay goes on an invoice, which can't be edited any more. */
  public synchronized void invoice(String customer) {
    String invoice = "in_item_%09d".formatted(++invoices);
    byId.values().stream()
        .filter(item -> customer.equals(item.get("customer")) && item.get("invoice") == null)
        .forEach(item -> item.put("invoice", invoice));
  }

  /** All of them as the API shows them, the oldest first. */
  public synchronized List<Map<String, Object>> all() {
    return byId.values().stream().map(StripeForm::copy).toList();
  }

  /** Those with this metadata. */
  public List<Map<String, Object>> withMetadata(String name, String value) {
    return all().stream()
        .filter(one -> one.get("metadata") instanceof Map<?, ?> m && value.equals(m.get(name)))
        .toList();
  }

  /**
   * As a list has them.
   *
   * @param customer whose; empty for all
   */
  synchronized List<Map<String, Object>> newestFirst(String customer) {
    List<Map<String, Object>> items = new ArrayList<>(all());
    items.removeIf(item -> !customer.isEmpty() && !customer.equals(item.get("customer")));
    Collections.reverse(items);
    return items;
  }

  synchronized Optional<Map<String, Object>> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(StripeForm::copy);
  }
}
