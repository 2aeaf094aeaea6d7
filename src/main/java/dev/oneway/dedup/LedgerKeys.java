package dev.oneway.dedup;

import dev.oneway.state.StateStore;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The keys in a flow's ledgers, a page after the other. Threads may share it. */
public final class LedgerKeys {
  private static final int PAGE = 1000;

  private final StateStore store;

  public LedgerKeys(StateStore store) {
    this.store = store;
  }

  /**
   * Goes through the keys in their order, in bounded memory.
   *
   * @param names of the ledgers
   * @param marked whether those that are marked as gone are wanted, or the living ones
   * @param keys gets a page at a time
   */
  public void each(
      String flow, Collection<String> names, boolean marked, Consumer<List<String>> keys) {
    for (String name : names) {
      List<String> page = page(flow, name, marked, "");
      while (!page.isEmpty()) {
        keys.accept(page);
        page = page(flow, name, marked, page.get(page.size() - 1));
      }
    }
  }

  private List<String> page(String flow, String name, boolean marked, String after) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT e.record_key FROM ledger_entry e JOIN ledger l ON l.id = e.ledger_id"
                        + " WHERE l.flow = ? AND l.name = ? AND e.record_key > ? AND e.gone "
                        + (marked ? "= 1" : "= 0")
                        + " ORDER BY e.record_key LIMIT "
                        + PAGE)
                .bind(0, flow)
                .bind(1, name)
                .bind(2, after)
                .mapTo(String.class)
                .list());
  }
}
