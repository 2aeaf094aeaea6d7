package dev.oneway.demo.outreach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts and what becomes of them. In memory only. Threads may share it. */
public final class OutreachAccounts {
  private final Map<Long, Map<String, Object>> byId = new LinkedHashMap<>();
  private long made;

  /** Makes one with these attributes. Returns its id. */
  public synchronized long create(Map<String, ?> attributes) {
    byId.put(++made, new LinkedHashMap<>(attributes));
    return made;
  }

  /** Changes just these attributes. False when there is no such account. */
  public synchronized boolean update(long id, Map<String, ?> attributes) {
    if (!byId.containsKey(id)) {
      return false;
    }
    byId.get(id).putAll(attributes);
    return true;
  }

  public synchronized void delete(long id) {
    byId.remove(id);
  }

  /** All attributes of all accounts, by id, the oldest first. */
  public synchronized Map<Long, Map<String, Object>> all() {
    Map<Long, Map<String, Object>> copy = new LinkedHashMap<>();
    byId.forEach((id, attributes) -> copy.put(id, new LinkedHashMap<>(attributes)));
    return copy;
  }

  /** The id of the account of this customId. */
  public Optional<Long> idOf(String customId) {
    return all().entrySet().stream()
        .filter(one -> customId.equals(one.getValue().get("customId")))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** An account as the API shows it. */
  Map<String, Object> json(long id) {
    return Map.of("type", "account", "id", id, "attributes", all().get(id));
  }

  List<Map<String, Object>> json(List<String> customIds) {
    List<Map<String, Object>> found = new ArrayList<>();
    customIds.forEach(one -> idOf(one).ifPresent(id -> found.add(json(id))));
    return found;
  }
}
