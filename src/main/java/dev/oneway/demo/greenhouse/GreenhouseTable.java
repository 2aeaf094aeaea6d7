package dev.oneway.demo.greenhouse;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The records of one resource by id, as the API shows them. Belongs to its org. */
final class GreenhouseTable {
  private final InstantSource clock;
  private final TreeMap<Long, Map<String, Object>> byId = new TreeMap<>();

  GreenhouseTable(InstantSource clock) {
    this.clock = clock;
  }

  void insert(long id, Map<String, Object> fields) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", id);
    record.putAll(fields);
    record.put("created_at", now());
    record.put("updated_at", now());
    byId.put(id, record);
  }

  void update(long id, Map<String, Object> fields) {
    byId.get(id).putAll(fields);
    byId.get(id).put("updated_at", now());
  }

  void delete(long id) {
    byId.remove(id);
  }

  Optional<Map<String, Object>> find(long id) {
    return Optional.ofNullable(byId.get(id)).map(LinkedHashMap::new);
  }

  List<Map<String, Object>> all() {
    return byId.values().stream()
        .map(one -> (Map<String, Object>) new LinkedHashMap<>(one))
        .toList();
  }

  /** The present as Greenhouse writes it, in milliseconds. */
  String now() {
    return write(clock.instant());
  }

  static String write(Instant time) {
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
    String text = millis.toString();
    return text.length() == "2026-01-31T12:00:00Z".length() ? text.replace("Z", ".000Z") : text;
  }
}
