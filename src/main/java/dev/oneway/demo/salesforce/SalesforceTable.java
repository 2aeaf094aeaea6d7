package dev.oneway.demo.salesforce;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of one object, by field name. Not to be shared between threads; the org sees to it.
 */
final class SalesforceTable {
  private final String object;
  private final String prefix;
  private final InstantSource clock;
  private final Map<String, SalesforceField> fields = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
  private final Map<String, String> idsByUniqueValue = new HashMap<>();
  private final Map<String, Map<String, Object>> recycled = new LinkedHashMap<>();
  private final Set<String> locked = new HashSet<>();
  private long made;

  SalesforceTable(String object, String prefix, InstantSource clock) {
    this.object = object;
    this.prefix = prefix;
    this.clock = clock;
  }

  void declare(SalesforceField field) {
    fields.put(field.name(), field);
  }

  /** By name in any case. */
  Optional<SalesforceField> field(String name) {
    return Optional.ofNullable(fields.get(name))
        .or(() -> fields.values().stream().filter(f -> f.name().equalsIgnoreCase(name)).findAny());
  }

  String object() {
    return object;
  }

  List<Map<String, Object>> rows() {
    return List.copyOf(rows.values());
  }

  /** Those that are deleted and lie in the recycle bin, as they were then. */
  List<Map<String, Object>> recycled() {
    return List.copyOf(recycled.values());
  }

  Optional<Map<String, Object>> row(String id) {
    return Optional.ofNullable(rows.get(id.length() == 15 ? SalesforceId.whole(id) : id));
  }

  Optional<Map<String, Object>> row(SalesforceField field, String value) {
    return Optional.ofNullable(idsByUniqueValue.get(unique(field, value))).map(rows::get);
  }

  private static String unique(SalesforceField field, Object value) {
    return field.name() + "=" + value.toString().toLowerCase(Locale.ROOT);
  }

  /** For as long as somebody works on it, nobody else can write it. */
  void lock(String id, boolean isLocked) {
    if (isLocked) {
      locked.add(id);
    } else {
      locked.remove(id);
    }
  }

  boolean isLocked(String id) {
    return locked.contains(id);
  }

  boolean isDeleted(String id) {
    return recycled.containsKey(id);
  }

  String insert(Map<String, Object> values) {
    String id = SalesforceId.of(prefix, made++);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("Id", id);
    row.put("CreatedDate", now());
    row.put("OwnerId", SalesforceSchema.INTEGRATION_USER);
    row.put("IsDeleted", false);
    if (object.equals("Lead")) {
      row.put("Status", "Open - Not Contacted");
      row.put("IsConverted", false);
    } else if (object.equals("Case")) {
      row.put("Status", "New");
      row.put("CaseNumber", "%08d".formatted(made + 1000));
    }
    rows.put(id, row);
    update(id, values);
    return id;
  }

  /** Writes what is checked already; a null clears. */
  void update(String id, Map<String, Object> values) {
    Map<String, Object> row = new LinkedHashMap<>(rows.get(id));
    index(row, false);
    row.putAll(values);
    row.values().removeIf(java.util.Objects::isNull);
    if (object.equals("Lead")) {
      row.put("Name", (row.getOrDefault("FirstName", "") + " " + row.get("LastName")).strip());
    }
    if (object.equals("Opportunity")) {
      String stage = String.valueOf(row.get("StageName"));
      row.put("IsClosed", stage.startsWith("Closed"));
      row.put("IsWon", stage.equals("Closed Won"));
    }
    row.put("LastModifiedDate", now());
    row.put(
        "LastModifiedById",
        values.getOrDefault("LastModifiedById", SalesforceSchema.INTEGRATION_USER));
    row.put("SystemModstamp", now());
    rows.put(id, Collections.unmodifiableMap(row));
    index(row, true);
  }

  void delete(String id) {
    if (rows.containsKey(id)) {
      Map<String, Object> row = new LinkedHashMap<>(rows.remove(id));
      index(row, false);
      row.put("IsDeleted", true);
      row.put("SystemModstamp", now());
      recycled.put(id, Collections.unmodifiableMap(row));
    }
  }

  private void index(Map<String, Object> row, boolean isThere) {
    for (SalesforceField field : fields.values()) {
      Object value = field.is("unique") ? row.get(field.name()) : null;
      if (value != null && isThere) {
        idsByUniqueValue.put(unique(field, value), (String) row.get("Id"));
      } else if (value != null) {
        idsByUniqueValue.remove(unique(field, value));
      }
    }
  }

  List<String> required() {
    return fields.values().stream()
        .filter(field -> field.is("required"))
        .map(SalesforceField::name)
        .toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
