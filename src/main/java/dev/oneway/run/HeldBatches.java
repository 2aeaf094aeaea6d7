package dev.oneway.run;

import dev.oneway.state.StateStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * The records that are gone at a flow's source and aren't removed yet, in the state store: what a
 * run found over its limit is a batch, which waits until somebody approves or rejects it.
 *
 * <p>Under a crash: what is held stays held, whatever dies. Threads may share it.
 */
public final class HeldBatches {
  private static final String OF_FLOW = " ledger_id IN (SELECT id FROM ledger WHERE flow = ?)";

  private final StateStore store;

  HeldBatches(StateStore store) {
    this.store = store;
  }

  /**
   * A batch that waits.
   *
   * @param run the run that found it
   * @param missing how many of them a complete read lacked; the source told the others
   */
  public record Batch(String run, long records, long missing) {}

  /** The batches of a flow that wait; mostly none or one. */
  public List<Batch> waiting(String flow) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT run_id, count(*), count(*) - count(source) FROM held_delete"
                        + " WHERE state = ? AND"
                        + OF_FLOW
                        + " GROUP BY run_id ORDER BY run_id")
                .bind(0, HeldState.WAITING.word())
                .bind(1, flow)
                .map((rs, ctx) -> new Batch(rs.getString(1), rs.getLong(2), rs.getLong(3)))
                .list());
  }

  /** The batches of all flows that wait; a flow without any has no entry. */
  public Map<String, List<Batch>> waitingByFlow() {
    Map<String, List<Batch>> byFlow = new TreeMap<>();
    store.useTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT l.flow FROM held_delete h JOIN ledger l ON l.id = h.ledger_id"
                        + " WHERE h.state = ?")
                .bind(0, HeldState.WAITING.word())
                .mapTo(String.class)
                .forEach(flow -> byFlow.put(flow, waiting(flow))));
    return byFlow;
  }

  /**
   * Lets a batch be removed by the flow's next run. Joins the transaction this thread is in.
   *
   * @return how many records it holds; 0 when none of this run waits
   */
  public long approve(String flow, String run) {
    return decide(flow, run, HeldState.APPROVED);
  }

  /**
   * Leaves the records of a batch alone until the source says something new of them. Joins the
   * transaction this thread is in.
   *
   * @return how many records it holds; 0 when none of this run waits
   */
  public long reject(String flow, String run) {
    return decide(flow, run, HeldState.REJECTED);
  }

  private long decide(String flow, String run, HeldState state) {
    return store.inTransaction(
        handle -> {
          long records =
              handle.execute(
                  "UPDATE held_delete SET state = ? WHERE state = ? AND run_id = ? AND" + OF_FLOW,
                  state.word(),
                  HeldState.WAITING.word(),
                  run,
                  flow);
          if (records > 0) {
            decided(handle, flow);
          }
          return records;
        });
  }

  /** Whether a run that has ended left something that is to be removed without asking. */
  public boolean isLeft(String flow) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT 1 FROM held_delete h LEFT JOIN run r ON r.id = h.run_id"
                        + " WHERE h.state IN (?, ?, ?) AND (r.state IS NULL OR r.state <> ?) AND"
                        + OF_FLOW
                        + " LIMIT 1")
                .bind(0, HeldState.HELD.word())
                .bind(1, HeldState.RELEASED.word())
                .bind(2, HeldState.APPROVED.word())
                .bind(3, RunState.RUNNING.word())
                .bind(4, flow)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** No batch of the flow waits any longer, so none of its runs does. */
  public static void decided(Handle handle, String flow) {
    handle.execute(
        "UPDATE run SET state = ? WHERE flow = ? AND state = ?",
        RunState.DONE.word(),
        flow,
        RunState.WAITING.word());
  }
}
