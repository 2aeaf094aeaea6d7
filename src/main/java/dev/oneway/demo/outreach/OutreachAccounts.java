package dev.oneway.demo.outreach;

import dev.oneway.demo.DemoData;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The accounts and what becomes of them. In memory only. Threads may share it. */
public final class OutreachAccounts {
  private static final long SEED = 20_260_131;

  private final Map<Long, Map<String, Object>> byId = new LinkedHashMap<>();
  private final InstantSource clock;
  private final DemoData data = new DemoData(new Random(SEED));
  private long made;

  OutreachAccounts(InstantSource clock) {
    this.clock = clock;
  }

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

  /** A rep writes to somebody at this account, and Outreach notes it. */
  public synchronized void touch(long id) {
    update(
        id,
        Map.of(
            "touchedAt",
            clock.instant().toString(),
            "buyerIntentScore",
            (long) data.below(100),
            "tags",
            List.of(data.pick(List.of("Warm", "Champion left", "Ask for a reference")))));
  }

  /** One more account is written to, when there is one. */
  public synchronized void tick() {
    if (!byId.isEmpty()) {
      touch(data.pick(List.copyOf(byId.keySet())));
    }
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
