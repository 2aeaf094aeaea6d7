package dev.oneway.demo.ebay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A seller's inventory items by SKU, each as the API shows it, and the offers made of them, which
 * are the seller's own. In memory only. Threads may share it; each change is seen as a whole.
 */
public final class EbayInventory {
  private static final String AVAILABILITY = "availability";
  private static final String SHIPPED = "shipToLocationAvailability";

  private final Map<String, Map<String, Object>> items = new LinkedHashMap<>();
  private final Map<String, String> offers = new LinkedHashMap<>();

  /** All items by SKU, the oldest first. */
  public synchronized Map<String, Map<String, Object>> items() {
    return new LinkedHashMap<>(items);
  }

  public synchronized Optional<Map<String, Object>> find(String sku) {
    return Optional.ofNullable(items.get(sku));
  }

  /** Makes an item, or replaces the one that is there with all its fields. */
  public synchronized void put(String sku, Map<String, ?> item) {
    items.put(sku, new LinkedHashMap<>(item));
  }

  /** Changes how many there are, and nothing else. False when there is no such item. */
  synchronized boolean setQuantity(String sku, Object quantity) {
    if (!items.containsKey(sku)) {
      return false;
    }
    items.get(sku).put(AVAILABILITY, Map.of(SHIPPED, Map.of("quantity", quantity)));
    return true;
  }

  /** How many of an item can be sold; empty where it doesn't say. */
  public synchronized Optional<Long> quantity(String sku) {
    return find(sku)
        .map(item -> item.get(AVAILABILITY))
        .filter(Map.class::isInstance)
        .map(availability -> ((Map<?, ?>) availability).get(SHIPPED))
        .filter(Map.class::isInstance)
        .map(shipped -> (Long) ((Map<?, ?>) shipped).get("quantity"));
  }

  /** The seller offers an item in some category. */
  public synchronized void offer(String sku, String category) {
    offers.put(sku, category);
  }

  /** The category an item is offered in; empty when it isn't. */
  public synchronized Optional<String> offerOf(String sku) {
    return Optional.ofNullable(offers.get(sku));
  }

  public synchronized void delete(String sku) {
    items.remove(sku);
    offers.remove(sku);
  }
}
