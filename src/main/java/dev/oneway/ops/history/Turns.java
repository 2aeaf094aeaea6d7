package dev.oneway.ops.history;

import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Duration;

/**
 * Lets one process at a time do what needs to be done once for all that share the state store: the
 * table turn. Under a crash a turn ends by itself. Threads may share it.
 */
final class Turns {
  private final StateStore store;
  private final Clock clock;

  Turns(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Takes the turn for so long, if nobody has it.
   *
   * @return false when somebody has
   */
  boolean take(String task, Duration time) {
    long now = clock.millis();
    return store.inTransaction(
        handle ->
            handle.execute(
                    "INSERT INTO turn (task, until) VALUES (?, ?) ON CONFLICT (task) DO UPDATE SET"
                        + " until = excluded.until WHERE turn.until <= ?",
                    task,
                    now + time.toMillis(),
                    now)
                > 0);
  }

  /** Goes on with the turn it has taken. */
  void extend(String task, Duration time) {
    store.useTransaction(
        handle ->
            handle.execute(
                "UPDATE turn SET until = ? WHERE task = ?",
                clock.millis() + time.toMillis(),
                task));
  }
}
