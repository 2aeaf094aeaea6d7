package dev.oneway.deadletter;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Rejection;
import dev.oneway.run.RejectionSink;
import dev.oneway.run.Run;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * What mappings and destinations refused. A record waits here once, however often it is refused,
 * until it is delivered after all or somebody discards it.
 *
 * <p>Under a crash: a letter is stored in the transaction that settles its chunk, so that a record
 * is either here or read again, and closed in the transaction that learns of its delivery. Threads
 * may share it.
 */
public final class DeadLetters implements RejectionSink {
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{1,36}");

  private static final int WHOLE_ID = 36;

  private final StateStore store;
  private final Clock clock;

  public DeadLetters(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void store(Run run, List<Rejection> rejections) {
    store.useTransaction(handle -> LetterRows.store(handle, run, rejections, clock.instant()));
  }

  @Override
  public void delivered(Run run, List<MappedRecord> records) {
    store.useTransaction(
        handle ->
            new Deliveries(handle, store.forUpdate(), run.flow(), clock.millis()).close(records));
  }

  @Override
  public Iterator<Map<String, Object>> arrived(String flow) {
    return WaitingSources.arrived(store, flow, clock.instant());
  }

  /** Those that were refused last come first. */
  public List<DeadLetter> list(DeadLetterFilter filter) {
    return letters(new LetterQuery(filter));
  }

  /**
   * Those that follow on one in the same order.
   *
   * @param last a whole id; none follow on one that isn't there
   */
  public List<DeadLetter> listAfter(DeadLetterFilter filter, String last) {
    return find(last)
        .map(letter -> letters(new LetterQuery(filter).after(letter)))
        .orElseGet(List::of);
  }

  /**
   * The letter whose id begins so.
   *
   * @throws IllegalArgumentException when several do
   */
  public Optional<DeadLetter> find(String idOrPrefix) {
    if (!ID.matcher(idOrPrefix).matches()) {
      return Optional.empty();
    }
    List<DeadLetter> found =
        idOrPrefix.length() == WHOLE_ID
            ? letters(" WHERE id = ?", List.of(idOrPrefix))
            : letters(" WHERE id LIKE ? LIMIT 2", List.of(idOrPrefix + "%"));
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "several dead letters begin with " + idOrPrefix + ". Give more of the id.");
    }
    return found.stream().findFirst();
  }

  private List<DeadLetter> letters(LetterQuery query) {
    return letters(query.clauses(), query.values());
  }

  private List<DeadLetter> letters(String clauses, List<?> parameters) {
    return store.inTransaction(
        handle -> {
          Query query = handle.createQuery("SELECT * FROM dead_letter" + clauses);
          int position = 0;
          for (Object parameter : parameters) {
            query.bind(position++, parameter);
          }
          return query.map((rs, ctx) -> LetterRows.letter(rs)).list();
        });
  }

  /**
   * Closes letters that needn't be delivered.
   *
   * @param ids whole ids
   * @return how many of them were waiting
   */
  public int discard(Collection<String> ids) {
    return store.inTransaction(handle -> discard(handle, ids, clock.millis()));
  }

  private static int discard(Handle handle, Collection<String> ids, long now) {
    PreparedBatch batch =
        handle.prepareBatch(
            "UPDATE dead_letter SET state = 'discarded', closed_at = ?"
                + " WHERE id = ? AND state = 'waiting'");
    ids.stream().sorted().forEach(id -> batch.add(now, id));
    int discarded = 0;
    for (int count : batch.execute()) {
      discarded += count;
    }
    return discarded;
  }

  /** How many letters wait, by flow; a flow without any has no entry. */
  public Map<String, Long> waitingByFlow() {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT flow, COUNT(*) FROM dead_letter WHERE state = 'waiting' GROUP BY flow")
                .reduceRows(
                    new TreeMap<>(),
                    (counts, row) -> {
                      counts.put(row.getColumn(1, String.class), row.getColumn(2, Long.class));
                      return counts;
                    }));
  }

  /**
   * The source records of the letters that wait for this flow now, to be delivered again; in no
   * particular order. Reads a hundred at a time, so that memory stays constant, and holds nothing
   * open in between. A letter that is delivered closes by itself, one that is refused again goes on
   * waiting; neither comes twice.
   */
  public Iterator<Map<String, Object>> waitingSources(String flow) {
    return waitingSources(flow, Optional.empty());
  }

  /**
   * The same of those that were refused for this reason.
   *
   * @param category all when empty
   */
  public Iterator<Map<String, Object>> waitingSources(String flow, Optional<String> category) {
    return WaitingSources.all(store, flow, category, clock.instant());
  }
}
