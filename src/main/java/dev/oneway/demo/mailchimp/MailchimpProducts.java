package dev.oneway.demo.mailchimp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The products of a store by the id its owner gives them. In memory only. Threads may share it;
 * each change is seen as a whole.
 */
public final class MailchimpProducts {
  private final Map<String, Map<String, Object>> products = new LinkedHashMap<>();

  /** All products by id, the oldest first. */
  public synchronized Map<String, Map<String, Object>> all() {
    return new LinkedHashMap<>(products);
  }

  public synchronized Optional<Map<String, Object>> find(String id) {
    return Optional.ofNullable(products.get(id)).map(LinkedHashMap::new);
  }

  /** Makes a product, or changes just these fields of the one that is there. */
  public synchronized void put(String id, Map<String, ?> fields) {
    Map<String, Object> product = products.computeIfAbsent(id, made -> new LinkedHashMap<>());
    product.putAll(fields);
    product.put("id", id);
  }

  /** False when there is no such product. */
  public synchronized boolean delete(String id) {
    return products.remove(id) != null;
  }
}
