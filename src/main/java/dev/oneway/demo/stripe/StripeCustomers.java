package dev.oneway.demo.stripe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The customers and what becomes of them. In memory only. Threads may share it. */
public final class StripeCustomers {
  private final Map<String, Map<String, Object>> byId = new LinkedHashMap<>();
  private int made;

  /** Makes one of these form fields, nested ones as {@code metadata[crm_id]}. Returns its id. */
  public synchronized String create(Map<String, String> form) {
    String id = "cus_%014d".formatted(++made);
    Map<String, Object> customer = new LinkedHashMap<>();
    customer.put("id", id);
    customer.put("object", "customer");
    customer.put("metadata", new LinkedHashMap<String, Object>());
    byId.put(id, customer);
    update(id, form);
    return id;
  }

  /** Changes just these fields; an empty text unsets one. False when there is no such customer. */
  public synchronized boolean update(String id, Map<String, String> form) {
    Map<String, Object> customer = byId.get(id);
    if (customer == null) {
      return false;
    }
    form.forEach((name, value) -> StripeForm.set(customer, name, value));
    return true;
  }

  public synchronized void delete(String id) {
    byId.remove(id);
  }

  /** All customers as the API shows them, the oldest first. */
  public synchronized List<Map<String, Object>> all() {
    List<Map<String, Object>> copies = new ArrayList<>();
    byId.values().forEach(customer -> copies.add(StripeForm.copy(customer)));
    return copies;
  }

  /** Those with this metadata. */
  public List<Map<String, Object>> withMetadata(String name, String value) {
    return all().stream()
        .filter(one -> one.get("metadata") instanceof Map<?, ?> m && value.equals(m.get(name)))
        .toList();
  }

  synchronized Optional<Map<String, Object>> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(StripeForm::copy);
  }
}
