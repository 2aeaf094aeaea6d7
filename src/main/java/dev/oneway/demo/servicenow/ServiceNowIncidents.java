package dev.oneway.demo.servicenow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens at the service desk: incidents of the table {@code incident}, whose callers are in
 * {@code sys_user}. Several incidents share each second in which they were last changed. Threads
 * may share it.
 */
public final class ServiceNowIncidents {
  static final String TABLE = "incident";
  static final String USERS = "sys_user";
  private static final Duration HISTORY = Duration.ofDays(30);
  private static final int TIES = 3;
  private static final int CALLERS = 40;
  private static final int FIRST_NUMBER = 10_000;
  private static final List<String> FIRST_NAMES =
      List.of("Abel", "Beth", "Jörg", "Mei", "Zoë", "Fred", "Luca", "Ada");
  private static final List<String> LAST_NAMES = List.of("Tuter", "Anglin", "Luddy", "Nuñez", "Li");
  private static final List<String> PROBLEMS =
      List.of(
          "Can't read email",
          "Printer on the 3rd floor is offline",
          "VPN drops every hour",
          "Laptop doesn't wake up",
          "Need access to the finance share");

  private final ServiceNowTables tables;
  private final InstantSource clock;
  private final Random random;
  private final List<String> callers = new ArrayList<>();
  private int lastNumber = FIRST_NUMBER;

  /**
   * @param count incidents to begin with, spread over the last 30 days
   */
  ServiceNowIncidents(ServiceNowTables tables, int count, long seed, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
    this.random = new Random(seed);
    Instant begin = clock.instant().minus(HISTORY);
    tables.create(USERS);
    tables.create(TABLE);
    for (int i = 0; i < CALLERS; i++) {
      callers.add(tables.insert(USERS, caller(i), begin));
    }
    for (int i = 0; i < count; i++) {
      long seconds = HISTORY.toSeconds() * (i - i % TIES) / count;
      open(pick(PROBLEMS), begin.plusSeconds(seconds));
    }
  }

  private static Map<String, String> caller(int i) {
    String first = FIRST_NAMES.get(i % FIRST_NAMES.size());
    String last = LAST_NAMES.get(i % LAST_NAMES.size());
    return Map.of(
        "name", first + " " + last, "email", "user" + i + "@example.com", "user_name", "user" + i);
  }

  /** Something happens, as it happens at service desks. */
  public synchronized void tick() {
    List<Map<String, String>> all = tables.rows(TABLE);
    int dice = random.nextInt(100);
    if (all.isEmpty() || dice < 40) {
      open(pick(PROBLEMS));
      return;
    }
    String id = pick(all).get("sys_id");
    if (dice < 70) {
      set(id, "state", pick(List.copyOf(ServiceNowChoices.STATES.keySet())));
    } else {
      set(id, "priority", pick(List.copyOf(ServiceNowChoices.PRIORITIES.keySet())));
    }
  }

  /** Somebody reports an incident. Returns its sys_id. */
  public String open(String shortDescription) {
    return open(shortDescription, clock.instant());
  }

  private synchronized String open(String shortDescription, Instant when) {
    Map<String, String> incident = new LinkedHashMap<>();
    incident.put("number", "INC%07d".formatted(++lastNumber));
    incident.put("short_description", shortDescription);
    incident.put("description", shortDescription + ".\r\nIt began this morning.");
    incident.put("caller_id", random.nextInt(10) == 0 ? "" : pick(callers));
    incident.put("state", "1");
    incident.put("priority", Integer.toString(1 + random.nextInt(5)));
    incident.put("opened_at", ServiceNowTables.text(when));
    incident.put("active", "true");
    return tables.insert(TABLE, incident, when);
  }

  /** Somebody changes a field of an incident, by its sys_id. */
  public void set(String id, String field, String value) {
    tables.set(TABLE, id, field, value);
  }

  /** An incident with all its fields, by its sys_id. */
  public Map<String, String> incident(String id) {
    return tables.row(TABLE, id).orElseThrow();
  }

  /** All incidents, in the order they were opened. */
  public List<Map<String, String>> all() {
    return tables.rows(TABLE);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
