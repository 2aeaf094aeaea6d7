package dev.oneway.run;

import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The flows somebody has paused: they begin nothing more until they are resumed, in whichever
 * process. Kept in the state store, so they are paused after a restart as well, and when their
 * files go and come again.
 *
 * <p>What is known is what was seen at the last look, and what was done here since. Threads may
 * share it.
 */
public final class PausedFlows {
  private final StateStore store;
  private final Clock clock;
  private volatile Map<String, Pause> known = Map.of();

  /** Looks once. */
  public PausedFlows(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    look();
  }

  /** Since when a flow is paused, and by whom. */
  public record Pause(String flow, Instant at, String by) {
    /** In full sentences, with what to do. */
    public String inWords() {
      return "It is paused since " + at + " by " + by + ". Resume it: oneway resume " + flow;
    }
  }

  /** Looks what others have paused and resumed meanwhile. */
  public synchronized void look() {
    known =
        store.inTransaction(
            handle ->
                handle
                    .createQuery("SELECT flow, paused_at, paused_by FROM flow_pause")
                    .map(
                        (rs, ctx) ->
                            new Pause(
                                rs.getString("flow"),
                                Instant.ofEpochMilli(rs.getLong("paused_at")),
                                rs.getString("paused_by")))
                    .stream()
                    .collect(Collectors.toUnmodifiableMap(Pause::flow, Function.identity())));
  }

  /** Empty when the flow isn't paused. */
  public Optional<Pause> of(String flow) {
    return Optional.ofNullable(known.get(flow));
  }

  /**
   * Durable before it returns.
   *
   * @param by who wants it so
   * @return false when it was paused already
   */
  public boolean pause(String flow, String by) {
    int rows =
        store.inTransaction(
            handle ->
                handle.execute(
                    "INSERT INTO flow_pause (flow, paused_at, paused_by) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                    flow,
                    clock.millis(),
                    by));
    look();
    return rows > 0;
  }

  /**
   * Durable before it returns.
   *
   * @return false when it wasn't paused
   */
  public boolean resume(String flow) {
    int rows =
        store.inTransaction(
            handle -> handle.execute("DELETE FROM flow_pause WHERE flow = ?", flow));
    look();
    return rows > 0;
  }
}
