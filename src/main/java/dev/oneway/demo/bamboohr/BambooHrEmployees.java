package dev.oneway.demo.bamboohr;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The employees and what becomes of them. In memory only. Threads may share it; who listens is told
 * of a change after it is made.
 *
 * <p>A field is a text or nothing, as an employee has it in BambooHR; an id is a number that is
 * never given again.
 */
public final class BambooHrEmployees {
  /** When something of an employee was last changed. */
  static final String LAST_CHANGED = "lastChanged";

  private final InstantSource clock;
  private final Listener listener;
  private final Map<Long, Map<String, String>> byId = new LinkedHashMap<>();
  private final Map<Long, Instant> changed = new LinkedHashMap<>();
  private long made;

  /** Hears of every change. */
  @FunctionalInterface
  interface Listener {
    /**
     * @param type as in {@code employee.updated}
     * @param fields the names of those that were written
     */
    void changed(String type, long id, List<String> fields);
  }

  BambooHrEmployees(InstantSource clock, Listener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** Makes one with these fields. Returns the id. */
  public long create(Map<String, ?> fields) {
    long id;
    synchronized (this) {
      id = ++made;
      byId.put(id, new LinkedHashMap<>(Map.of("status", "Active")));
      write(id, fields);
    }
    listener.changed("employee.created", id, List.of());
    return id;
  }

  /** Changes just these fields; null or an empty text clears one. False when nobody has this id. */
  public boolean update(long id, Map<String, ?> fields) {
    synchronized (this) {
      if (!byId.containsKey(id)) {
        return false;
      }
      write(id, fields);
    }
    listener.changed("employee.updated", id, List.copyOf(fields.keySet()));
    return true;
  }

  private void write(long id, Map<String, ?> fields) {
    Map<String, String> employee = byId.get(id);
    fields.forEach(
        (name, value) -> {
          if (Objects.toString(value, "").isEmpty()) {
            employee.remove(name);
          } else {
            employee.put(name, value.toString());
          }
        });
    changed.put(id, clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  public void delete(long id) {
    synchronized (this) {
      byId.remove(id);
      changed.remove(id);
    }
    listener.changed("employee.deleted", id, List.of());
  }

  /** All fields of all employees, by id, the oldest first. */
  public synchronized Map<Long, Map<String, String>> all() {
    Map<Long, Map<String, String>> copy = new LinkedHashMap<>();
    byId.forEach((id, fields) -> copy.put(id, new LinkedHashMap<>(fields)));
    return copy;
  }

  /** When this employee was last changed, to the second. */
  synchronized Optional<Instant> lastChanged(long id) {
    return Optional.ofNullable(changed.get(id));
  }

  /** The fields of the employee with this id. */
  public synchronized Optional<Map<String, String>> find(long id) {
    return Optional.ofNullable(byId.get(id)).map(LinkedHashMap::new);
  }

  /** The ids of those whose field has this value. */
  public List<Long> idsOf(String field, String value) {
    return all().entrySet().stream()
        .filter(one -> value.equals(one.getValue().get(field)))
        .map(Map.Entry::getKey)
        .toList();
  }
}
