package dev.oneway.webhook.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.oneway.record.RecordJson;
import dev.oneway.run.Run;
import dev.oneway.run.RunState;
import dev.oneway.state.InList;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * What waits in an inbox: hands it out in chunks on lease to a run, in order per key, and forgets
 * it when it is delivered.
 *
 * <p>A lease lasts as long as its run is open: when a process dies, its runs are closed as
 * interrupted, and what they had on lease is free again. Threads may share it.
 */
final class EventStore implements Waiting {
  private static final TypeReference<List<Long>> IDS = new TypeReference<>() {};

  /** Read ahead of what a chunk takes, as some may be of a key that has to wait. */
  private static final int LOOKED_AT = 4;

  private static final long MOST_BYTES_IN_A_CHUNK = 8L << 20;

  private final StateStore store;
  private final String inbox;
  private final Clock clock;

  EventStore(StateStore store, String inbox, Clock clock) {
    this.store = store;
    this.inbox = inbox;
    this.clock = clock;
  }

  private record Candidate(long id, String key, long bytes) {}

  @Override
  public long depth() {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT events FROM inbox WHERE name = ?")
                .bind(0, inbox)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  @Override
  public Lease take(Supplier<Run> run, int most) {
    return store.inTransaction(handle -> take(handle, run, most));
  }

  private Lease take(Handle handle, Supplier<Run> run, int most) {
    InboxRow row = InboxRow.hold(store, handle, inbox);
    Set<Long> leased = leased(handle, row);
    Set<String> blocked = blockedKeys(handle, row, leased);
    List<Long> chosen = choose(handle, row, most, leased, blocked);
    String id = UUID.randomUUID().toString();
    if (!chosen.isEmpty()) {
      handle.execute(
          "INSERT INTO inbox_lease (inbox_id, id, run_id, events) VALUES (?, ?, ?, ?)",
          row.id(),
          id,
          run.get().id(),
          RecordJson.write(chosen));
    }
    return new Lease(id, read(handle, row, chosen));
  }

  /** What is on lease; leases of runs that are closed are ended. */
  private Set<Long> leased(Handle handle, InboxRow row) {
    record Standing(String id, String events, boolean running) {}
    List<Standing> leases =
        handle
            .createQuery(
                "SELECT l.id, l.events, r.state FROM inbox_lease l LEFT JOIN run r ON r.id ="
                    + " l.run_id WHERE l.inbox_id = ?")
            .bind(0, row.id())
            .map(
                (rs, ctx) ->
                    new Standing(
                        rs.getString(1),
                        rs.getString(2),
                        RunState.RUNNING.word().equals(rs.getString(3))))
            .list();
    Set<Long> leased = new HashSet<>();
    for (Standing lease : leases) {
      if (lease.running()) {
        leased.addAll(ids(lease.events()));
      } else {
        end(handle, row, lease.id());
      }
    }
    return leased;
  }

  private Set<String> blockedKeys(Handle handle, InboxRow row, Set<Long> leased) {
    Set<String> keys =
        new HashSet<>(
            handle
                .createQuery(
                    "SELECT DISTINCT record_key FROM inbox_event WHERE inbox_id = ? AND not_before"
                        + " > ? AND record_key IS NOT NULL")
                .bind(0, row.id())
                .bind(1, clock.instant().toEpochMilli())
                .mapTo(String.class)
                .list());
    forEachPart(
        leased,
        part ->
            keys.addAll(
                handle
                    .createQuery(
                        "SELECT DISTINCT record_key FROM inbox_event WHERE inbox_id = ? AND"
                            + " record_key IS NOT NULL AND id IN "
                            + part)
                    .bind(0, row.id())
                    .mapTo(String.class)
                    .list()));
    return keys;
  }

  private List<Long> choose(
      Handle handle, InboxRow row, int most, Set<Long> leased, Set<String> blocked) {
    List<Long> chosen = new ArrayList<>();
    long bytes = 0;
    long after = -1;
    boolean more = true;
    while (more && chosen.size() < most && bytes < MOST_BYTES_IN_A_CHUNK) {
      List<Candidate> next = next(handle, row, after, most * LOOKED_AT);
      more = next.size() == most * LOOKED_AT;
      for (Candidate event : next) {
        after = event.id();
        boolean free = !leased.contains(event.id()) && !blocked.contains(event.key());
        boolean fits = chosen.isEmpty() || bytes + event.bytes() <= MOST_BYTES_IN_A_CHUNK;
        if (free && chosen.size() < most) {
          if (!fits) {
            return chosen;
          }
          chosen.add(event.id());
          bytes += event.bytes();
        }
      }
    }
    return chosen;
  }

  private List<Candidate> next(Handle handle, InboxRow row, long after, int most) {
    return handle
        .createQuery(
            "SELECT id, record_key, bytes FROM inbox_event WHERE inbox_id = ? AND id > ? AND"
                + " (not_before IS NULL OR not_before <= ?) ORDER BY id LIMIT "
                + most)
        .bind(0, row.id())
        .bind(1, after)
        .bind(2, clock.instant().toEpochMilli())
        .map((rs, ctx) -> new Candidate(rs.getLong(1), rs.getString(2), rs.getLong(3)))
        .list();
  }

  private static List<StoredEvent> read(Handle handle, InboxRow row, List<Long> ids) {
    List<StoredEvent> events = new ArrayList<>(ids.size());
    forEachPart(
        ids,
        part ->
            events.addAll(
                handle
                    .createQuery(
                        "SELECT id, record_key, payload, bytes, attempts FROM inbox_event"
                            + " WHERE inbox_id = ? AND id IN "
                            + part
                            + " ORDER BY id")
                    .bind(0, row.id())
                    .map(
                        (rs, ctx) ->
                            new StoredEvent(
                                rs.getLong(1),
                                Optional.ofNullable(rs.getString(2)),
                                rs.getString(3),
                                rs.getLong(4),
                                rs.getInt(5)))
                    .list()));
    return events;
  }

  @Override
  public void settle(Lease lease, Collection<StoredEvent> delivered, Collection<Later> later) {
    store.useTransaction(
        handle -> {
          InboxRow row = InboxRow.hold(store, handle, inbox);
          if (end(handle, row, lease.id())) {
            forget(handle, row, delivered);
            later.forEach(one -> postpone(handle, row, one));
          }
        });
  }

  private static boolean end(Handle handle, InboxRow row, String lease) {
    return handle.execute("DELETE FROM inbox_lease WHERE inbox_id = ? AND id = ?", row.id(), lease)
        == 1;
  }

  private static void forget(Handle handle, InboxRow row, Collection<StoredEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    forEachPart(
        events.stream().map(StoredEvent::id).toList(),
        part ->
            handle.execute(
                "DELETE FROM inbox_event WHERE inbox_id = ? AND id IN " + part, row.id()));
    row.left(handle, events.size(), events.stream().mapToLong(StoredEvent::bytes).sum());
  }

  private void postpone(Handle handle, InboxRow row, Later later) {
    Instant again = clock.instant().plus(later.pause());
    handle.execute(
        "UPDATE inbox_event SET attempts = ?, not_before = ? WHERE inbox_id = ? AND id = ?",
        later.attempts(),
        again.toEpochMilli(),
        row.id(),
        later.event().id());
  }

  private static List<Long> ids(String json) {
    try {
      return RecordJson.mapper().readValue(json, IDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the table inbox_lease was changed by somebody else", e);
    }
  }

  /** Numbers are written into the statement as they are. */
  private static void forEachPart(Collection<Long> ids, Consumer<String> statement) {
    InList.forEachPart(
        ids.stream().map(String::valueOf).toList(),
        part -> statement.accept("(" + String.join(",", new HashSet<>(part)) + ")"));
  }

  @Override
  public void close() {}
}
