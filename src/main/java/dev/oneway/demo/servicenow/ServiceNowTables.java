package dev.oneway.demo.servicenow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables of an instance: rows of texts, by {@code sys_id}. Times are UTC with whole seconds,
 * {@code 2026-01-31 10:15:30}. In memory only. Threads may share it; each change is seen as a
 * whole.
 */
public final class ServiceNowTables {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Map<String, Map<String, Map<String, String>>> tables = new LinkedHashMap<>();
  private final InstantSource clock;
  private long lastId;

  ServiceNowTables(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void create(String table) {
    tables.put(table, new LinkedHashMap<>());
  }

  synchronized boolean has(String table) {
    return tables.containsKey(table);
  }

  /** A new row. Returns its sys_id. */
  public String insert(String table, Map<String, String> fields) {
    return insert(table, fields, clock.instant());
  }

  synchronized String insert(String table, Map<String, String> fields, Instant when) {
    String id = sysId(++lastId);
    Map<String, String> row = new LinkedHashMap<>(fields);
    row.put("sys_id", id);
    row.put("sys_created_on", text(when));
    row.put("sys_updated_on", text(when));
    row.put("sys_mod_count", "0");
    rowsById(table).put(id, Collections.unmodifiableMap(row));
    return id;
  }

  /**
   * Changes a field of a row.
   *
   * @throws IllegalArgumentException when there is no such row
   */
  public synchronized void set(String table, String id, String field, String value) {
    Map<String, String> row =
        new LinkedHashMap<>(
            row(table, id)
                .orElseThrow(() -> new IllegalArgumentException(table + " has no row " + id)));
    row.put(field, value);
    row.put("sys_updated_on", text(clock.instant()));
    row.put("sys_mod_count", "" + (Integer.parseInt(row.get("sys_mod_count")) + 1));
    rowsById(table).put(id, Collections.unmodifiableMap(row));
  }

  public synchronized Optional<Map<String, String>> row(String table, String id) {
    return Optional.ofNullable(rowsById(table).get(id));
  }

  /** All rows of a table, in the order they were made. */
  public synchronized List<Map<String, String>> rows(String table) {
    return List.copyOf(rowsById(table).values());
  }

  private Map<String, Map<String, String>> rowsById(String table) {
    Map<String, Map<String, String>> rows = tables.get(table);
    if (rows == null) {
      throw new IllegalArgumentException("there is no table " + table);
    }
    return rows;
  }

  /** 32 hexadecimal digits, in no order that means anything. */
  private static String sysId(long number) {
    byte[] name = ("row " + number).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
  }

  static String text(Instant time) {
    return TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
  }
}
