package dev.oneway.deadletter;

import dev.oneway.record.RecordJson;
import dev.oneway.state.StateStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.jdbi.v3.core.statement.Query;

/**
 * The source records of a flow's waiting letters, a page at a time. Each letter that waited at the
 * beginning comes once at most, also when it is refused again meanwhile: pages follow the id, which
 * never changes, and leave out letters that came later.
 */
final class WaitingSources implements Iterator<Map<String, Object>> {
  private static final int PAGE = 100;

  /** Only letters for which the ledger has what they wait for. */
  private static final String ARRIVED =
      " JOIN ledger l ON l.flow = d.awaits_flow AND l.name = d.awaits_ledger"
          + " JOIN ledger_entry e ON e.ledger_id = l.id AND e.record_key = d.awaits_key"
          + " AND e.destination_id IS NOT NULL";

  private final StateStore store;
  private final String flow;
  private final Instant until;
  private final String which;
  private final Optional<String> category;
  private final Queue<Letter> page = new ArrayDeque<>();
  private String lastId = "";
  private boolean ended;

  private record Letter(String id, String source) {}

  private WaitingSources(
      StateStore store, String flow, Optional<String> category, Instant until, String which) {
    this.category = category;
    this.store = store;
    this.flow = flow;
    this.until = until;
    this.which = which;
  }

  /** All that wait at that time, or those of one category. */
  static WaitingSources all(
      StateStore store, String flow, Optional<String> category, Instant until) {
    return new WaitingSources(store, flow, category, until, "");
  }

  /** Those of them that waited for what they point to, which is there now. */
  static WaitingSources arrived(StateStore store, String flow, Instant until) {
    return new WaitingSources(store, flow, Optional.empty(), until, ARRIVED);
  }

  @Override
  public boolean hasNext() {
    if (page.isEmpty() && !ended) {
      List<Letter> next = nextPage();
      page.addAll(next);
      ended = next.size() < PAGE;
    }
    return !page.isEmpty();
  }

  @Override
  public Map<String, Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Letter letter = page.remove();
    lastId = letter.id();
    return RecordJson.readRecord(letter.source());
  }

  private List<Letter> nextPage() {
    return store.inTransaction(
        handle -> {
          Query query =
              handle
                  .createQuery(
                      "SELECT d.id, d.source FROM dead_letter d"
                          + which
                          + " WHERE d.flow = :flow AND d.state = 'waiting'"
                          + (category.isPresent() ? " AND d.category = :category" : "")
                          + " AND d.id > :last AND d.first_at <= :until ORDER BY d.id LIMIT "
                          + PAGE)
                  .bind("flow", flow)
                  .bind("last", lastId)
                  .bind("until", until.toEpochMilli());
          category.ifPresent(only -> query.bind("category", only));
          return query
              .map((rs, ctx) -> new Letter(rs.getString("id"), rs.getString("source")))
              .list();
        });
  }
}
