package dev.oneway.ops;

import dev.oneway.alert.Alerts;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.ops.history.FlowStatuses;
import dev.oneway.preview.DriftLog;
import dev.oneway.run.Books;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunSummary;
import dev.oneway.state.StateStore;
import dev.oneway.webhook.inbox.InboxState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads what is known of all flows from the state store: one transaction with a query for each kind
 * of fact, however many flows there are, and anew only when some seconds have passed or a run of
 * this process has ended, however many ask. Threads may share it.
 */
public final class FactReader implements Supplier<Facts>, RunObserver {
  private static final Duration FRESH = Duration.ofSeconds(3);

  private final StateStore store;
  private final Books books;
  private final DeadLetters deadLetters;
  private final Alerts alerts;
  private final DriftLog drift;
  private final FlowStatuses statuses;
  private final Flows flows;
  private final Supplier<Map<String, Instant>> newest;
  private final Supplier<List<InboxState>> inboxes;
  private final Clock clock;
  private volatile boolean outdated = true;
  private Facts latest;

  /**
   * @param newest see {@link Facts#newest()}; joins the transaction this thread is in
   * @param inboxes see {@link Facts#inboxes()}; answers at once
   */
  public FactReader(
      StateStore store,
      Books books,
      DeadLetters deadLetters,
      Alerts alerts,
      DriftLog drift,
      Flows flows,
      Supplier<Map<String, Instant>> newest,
      Supplier<List<InboxState>> inboxes,
      Clock clock) {
    this.store = store;
    this.books = books;
    this.deadLetters = deadLetters;
    this.alerts = alerts;
    this.drift = drift;
    this.statuses = new FlowStatuses(store);
    this.flows = flows;
    this.newest = newest;
    this.inboxes = inboxes;
    this.clock = clock;
  }

  /**
   * What is known, at most a few seconds old.
   *
   * @throws RuntimeException when the state store doesn't answer
   */
  @Override
  public synchronized Facts get() {
    Instant now = clock.instant();
    if (outdated || latest == null || !now.isBefore(latest.at().plus(FRESH))) {
      // Before reading: what ends meanwhile outdates it again.
      outdated = false;
      latest = null;
      latest = read(now);
    }
    return latest;
  }

  @Override
  public void ended(RunSummary run) {
    outdated = true;
  }

  private Facts read(Instant now) {
    return store.inTransaction(
        handle ->
            new Facts(
                now,
                List.copyOf(flows.all()),
                statuses.byFlow(),
                books.watermarks(),
                newest.get(),
                deadLetters.waitingByFlow(),
                drift.latest().stream()
                    .collect(Collectors.toMap(DriftLog.Entry::flow, Function.identity())),
                alerts.open(),
                inboxes.get(),
                books.log().runningByFlow()));
  }
}
