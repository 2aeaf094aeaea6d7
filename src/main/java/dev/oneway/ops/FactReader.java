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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
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

  /** A cold state store may take seconds; who collects metrics waits for ten. */
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private static final String SILENT = "the state store doesn't answer";

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
  private final ReentrantLock turn = new ReentrantLock();
  private volatile boolean outdated = true;
  private CompletableFuture<Facts> question = CompletableFuture.completedFuture(null);
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
   * What is known, at most a few seconds old. Answers within seconds also when the state store
   * doesn't, which holds one thread, however many ask.
   *
   * @throws RuntimeException when the state store doesn't answer
   */
  @Override
  public Facts get() {
    try {
      if (!turn.tryLock(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(SILENT);
      }
      try {
        return known();
      } finally {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(SILENT, e);
    }
  }

  private Facts known() throws InterruptedException {
    Instant now = clock.instant();
    if (outdated || latest == null || !now.isBefore(latest.at().plus(FRESH))) {
      // Before reading: what ends meanwhile outdates it again.
      outdated = false;
      latest = null;
      latest = asked(now);
    }
    return latest;
  }

  private Facts asked(Instant now) throws InterruptedException {
    if (question.isDone()) {
      CompletableFuture<Facts> asked = new CompletableFuture<>();
      question = asked;
      Thread thread = new Thread(() -> answer(asked, now), "oneway-facts");
      thread.setDaemon(true);
      thread.start();
    }
    try {
      return question.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(SILENT, e);
    }
  }

  private void answer(CompletableFuture<Facts> asked, Instant now) {
    try {
      asked.complete(read(now));
    } catch (RuntimeException e) {
      asked.completeExceptionally(e);
    }
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
