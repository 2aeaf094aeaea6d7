package dev.oneway.demo.zendesk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The tickets of the sandbox and what happens to them, in the form the API shows them. In memory
 * only. Threads may share it; each change is seen as a whole.
 */
public final class ZendeskTickets {
  static final String GENERATED = "generated_timestamp";
  private static final Duration HISTORY = Duration.ofDays(30);
  private static final Duration SETTLED = Duration.ofMinutes(2);
  private static final Comparator<Map<String, Object>> BY_EXPORT =
      Comparator.<Map<String, Object>>comparingLong(ticket -> (Long) ticket.get(GENERATED))
          .thenComparingLong(ticket -> (Long) ticket.get("id"));

  private final TreeMap<Long, Map<String, Object>> tickets = new TreeMap<>();
  private final InstantSource clock;
  private final Random random;
  private final ZendeskTicketMaker maker;

  /**
   * @param count tickets to begin with, spread over the last 30 days, the last 2 minutes old
   */
  ZendeskTickets(int count, long seed, InstantSource clock) {
    this.clock = clock;
    this.random = new Random(seed);
    this.maker = new ZendeskTicketMaker(random);
    Instant begin = now().minus(HISTORY).minus(SETTLED);
    for (int i = 0; i < count; i++) {
      put(maker.make(begin.plusSeconds(HISTORY.toSeconds() * (i + 1) / count)));
    }
  }

  /** Something happens at the helpdesk, as it happens at helpdesks. */
  public synchronized void tick() {
    int dice = random.nextInt(100);
    if (tickets.isEmpty() || dice < 40) {
      add();
      return;
    }
    long id = List.copyOf(tickets.keySet()).get(random.nextInt(tickets.size()));
    if (dice < 70) {
      set(id, "status", maker.status());
    } else if (dice < 85) {
      set(id, "priority", maker.priority());
    } else if (dice < 95) {
      set(id, "satisfaction_rating", Map.of("score", dice < 92 ? "good" : "bad"));
    } else {
      delete(id);
    }
  }

  /** A customer writes. Returns the ticket's id. */
  public synchronized long add() {
    Map<String, Object> ticket = maker.make(now());
    put(ticket);
    return (Long) ticket.get("id");
  }

  /** An agent changes an attribute of a ticket, by the name the API gives it. */
  public void set(long id, String attribute, Object value) {
    change(id, Collections.singletonMap(attribute, value), true);
  }

  /** The system touches a ticket, which is exported again; nobody has updated it. */
  public void touch(long id) {
    change(id, Map.of(), false);
  }

  /** An agent deletes a ticket; the export still shows it. */
  public void delete(long id) {
    set(id, "status", "deleted");
  }

  private synchronized void change(long id, Map<String, Object> values, boolean updated) {
    Map<String, Object> ticket = new LinkedHashMap<>(ticket(id));
    ticket.putAll(values);
    if (updated) {
      ticket.put("updated_at", now().toString());
    }
    ticket.put(GENERATED, now().getEpochSecond());
    put(ticket);
  }

  private void put(Map<String, Object> ticket) {
    tickets.put((Long) ticket.get("id"), Collections.unmodifiableMap(ticket));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * A ticket as the API shows it.
   *
   * @throws IllegalArgumentException when there is none with this id
   */
  public synchronized Map<String, Object> ticket(long id) {
    Map<String, Object> ticket = tickets.get(id);
    if (ticket == null) {
      throw new IllegalArgumentException("Zendesk has no ticket " + id);
    }
    return ticket;
  }

  public synchronized int size() {
    return tickets.size();
  }

  /** All tickets as the API shows them, in the order they are exported. */
  public synchronized List<Map<String, Object>> all() {
    List<Map<String, Object>> all = new ArrayList<>(tickets.values());
    all.sort(BY_EXPORT);
    return all;
  }
}
