package dev.oneway.demo.harvest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The people of an account, active or archived. In memory only. Threads may share it. */
public final class HarvestPeople {
  private static final long FIRST_ID = 3_230_547;

  private final Map<Long, Map<String, Object>> byId = new LinkedHashMap<>();
  private long lastId = FIRST_ID;

  /** All there are, the oldest first. */
  public synchronized List<Map<String, Object>> all() {
    List<Map<String, Object>> all = new ArrayList<>();
    byId.values().forEach(person -> all.add(new LinkedHashMap<>(person)));
    return all;
  }

  /** The id of who has this address. */
  public synchronized OptionalLong idOf(String email) {
    return byId.entrySet().stream()
        .filter(one -> email.equalsIgnoreCase(Objects.toString(one.getValue().get("email"), "")))
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }

  public synchronized Optional<Map<String, Object>> find(long id) {
    return Optional.ofNullable(byId.get(id)).map(LinkedHashMap::new);
  }

  /** Makes one. Returns the id. */
  public synchronized long create(Map<String, ?> fields) {
    long id = ++lastId;
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("id", id);
    person.put("is_active", true);
    person.put("is_contractor", false);
    person.put("weekly_capacity", 126_000L);
    person.put("roles", List.of());
    byId.put(id, person);
    update(id, fields);
    return id;
  }

  public synchronized void update(long id, Map<String, ?> fields) {
    Map<String, Object> person = byId.get(id);
    person.putAll(fields);
    person.put("updated_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  public synchronized void delete(long id) {
    byId.remove(id);
  }

  public synchronized void clear() {
    byId.clear();
  }
}
