package dev.oneway.demo.bamboohr;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The employees and what becomes of them. In memory only. Threads may share it.
 *
 * <p>A field is a text or nothing, as an employee has it in BambooHR; an id is a number that is
 * never given again.
 */
public final class BambooHrEmployees {
  /** When something of an employee was last changed. */
  static final String LAST_CHANGED = "lastChanged";

  private final Map<Long, Map<String, String>> byId = new LinkedHashMap<>();
  private long made;

  /** Makes one with these fields. Returns the id. */
  public synchronized long create(Map<String, ?> fields) {
    byId.put(++made, new LinkedHashMap<>(Map.of("status", "Active")));
    update(made, fields);
    return made;
  }

  /** Changes just these fields; null or an empty text clears one. False when nobody has this id. */
  public synchronized boolean update(long id, Map<String, ?> fields) {
    Map<String, String> employee = byId.get(id);
    if (employee == null) {
      return false;
    }
    employee.put(LAST_CHANGED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    fields.forEach(
        (name, value) -> {
          if (Objects.toString(value, "").isEmpty()) {
            employee.remove(name);
          } else {
            employee.put(name, value.toString());
          }
        });
    return true;
  }

  public synchronized void delete(long id) {
    byId.remove(id);
  }

  /** All fields of all employees, by id, the oldest first. */
  public synchronized Map<Long, Map<String, String>> all() {
    Map<Long, Map<String, String>> copy = new LinkedHashMap<>();
    byId.forEach((id, fields) -> copy.put(id, new LinkedHashMap<>(fields)));
    return copy;
  }

  /** The fields of the employee with this id. */
  public Optional<Map<String, String>> find(long id) {
    return Optional.ofNullable(all().get(id));
  }

  /** The ids of those whose field has this value. */
  public List<Long> idsOf(String field, String value) {
    return all().entrySet().stream()
        .filter(one -> value.equals(one.getValue().get(field)))
        .map(Map.Entry::getKey)
        .toList();
  }
}
