package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.state.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the books of all runs in the state store: opens them, settles their chunks, closes them and
 * moves the watermark. Threads may share it.
 *
 * <p>Under a crash: what was settled stays settled; an open run is found by the next start through
 * {@link #closeInterrupted()}, its watermark unmoved, so that its work is read again.
 */
public final class Books {
  private static final Logger LOG = LoggerFactory.getLogger(Books.class);

  /** What the source is asked for before the first watermark. */
  public static final String BEGINNING = Instant.EPOCH.toString();

  private final StateStore store;
  private final RunLog log;
  private final HeldBatches held;
  private final Watermarks watermarks;
  private final RejectionSink deadLetters;
  private final Overlap overlap;
  private final Clock clock;
  private final Map<String, Run> open = new ConcurrentHashMap<>();
  private final Set<String> unclosed = ConcurrentHashMap.newKeySet();
  private final List<RunObserver> observers = new CopyOnWriteArrayList<>();

  /**
   * @param overlap how far before the watermark the next read starts
   */
  public Books(StateStore store, RejectionSink deadLetters, Overlap overlap, Clock clock) {
    this.store = store;
    this.log = new RunLog(store);
    this.held = new HeldBatches(store);
    this.watermarks = new Watermarks(store);
    this.deadLetters = deadLetters;
    this.overlap = overlap;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** From now on tells of runs that are opened, go on and end. */
  public void addObserver(RunObserver observer) {
    observers.add(observer);
  }

  /** Of what is durable: who can't make use of it is no reason for the run to fail. */
  private void tell(Consumer<RunObserver> news) {
    for (RunObserver observer : observers) {
      try {
        news.accept(observer);
      } catch (RuntimeException e) {
        LOG.warn(
            "{} can't be told of a run: {}", observer.getClass().getSimpleName(), Reasons.of(e));
      }
    }
  }

  /** Opens an ordinary run; durable before it returns. */
  public Run open(String flow, RunKind kind) {
    return open(flow, Errand.of(kind));
  }

  /** Opens a run; durable before it returns. */
  public Run open(String flow, Errand errand) {
    Version watermark = watermarks.of(flow).orElse(null);
    String since = errand.since().orElseGet(() -> since(watermark));
    Run run =
        new Run(
            UUID.randomUUID().toString(), flow, errand, clock.instant(), watermark, since, this);
    log.open(run);
    open.put(run.id(), run);
    tell(observer -> observer.opened(run));
    return run;
  }

  /** Where a flow's next run reads its source from. */
  public String since(String flow) {
    return since(watermarks.of(flow).orElse(null));
  }

  /** How far each flow has come in its source; those that have come nowhere yet have no entry. */
  public Map<String, Version> watermarks() {
    return watermarks.all();
  }

  private String since(Version watermark) {
    return watermark == null ? BEGINNING : overlap.before(watermark).toString();
  }

  /**
   * Closes a run as done, or as failed when a step failed, the source broke off or the books don't
   * balance. Only a run that is done moves the watermark.
   */
  public RunSummary close(Run run) {
    if (run.failure().isEmpty()) {
      imbalance(run).ifPresent(run::fail);
    }
    RunSummary summary = closeOrRemember(run);
    open.remove(run.id());
    run.release();
    tell(observer -> observer.ended(summary));
    // Also where a thread closes it that hasn't run it.
    LogContext.enter(run);
    try {
      report(run, summary);
    } finally {
      LogContext.leave();
    }
    return summary;
  }

  private RunSummary closeOrRemember(Run run) {
    try {
      observers.forEach(observer -> observer.ending(run));
      return store.inTransaction(handle -> closeDurably(run));
    } catch (RuntimeException e) {
      unclosed.add(run.id());
      throw e;
    }
  }

  private RunSummary closeDurably(Run run) {
    if (!log.isRunning(run)) {
      // Taken for dead by another process, which may have read its work again since.
      return log.find(run.id()).orElseThrow();
    }
    RunState state = endOf(run);
    Optional<Version> moved =
        run.failure().isEmpty() && run.kind().movesWatermark()
            ? watermarks.advance(run)
            : Optional.empty();
    log.close(run, state, moved, clock.instant());
    observers.forEach(observer -> observer.closed(run, state));
    RunSummary summary = log.find(run.id()).orElseThrow();
    observers.forEach(observer -> observer.recorded(summary));
    return summary;
  }

  private static RunState endOf(Run run) {
    if (run.failure().isEmpty()) {
      return run.counts().of(Fate.HELD) > 0 ? RunState.WAITING : RunState.DONE;
    }
    return run.failure().get() instanceof StoppedException ? RunState.INTERRUPTED : RunState.FAILED;
  }

  /** Closes the runs whose process is dead and names their flows; their work must be read again. */
  public List<String> closeInterrupted() {
    List<RunSummary> dead =
        store.inTransaction(
            handle -> {
              List<RunSummary> closed = log.closeInterrupted(clock.instant());
              closed.forEach(run -> observers.forEach(observer -> observer.recorded(run)));
              return closed;
            });
    dead.forEach(run -> tell(observer -> observer.ended(run)));
    return dead.stream().map(RunSummary::flow).distinct().toList();
  }

  /**
   * Tells the state store that the open runs are alive, and how far they are; closes those that
   * couldn't be closed when they ended.
   */
  public void heartbeat() {
    open.values().forEach(this::heartbeat);
  }

  /** What goes wrong with one run must not keep the others from being known as alive. */
  private void heartbeat(Run run) {
    try {
      if (unclosed.remove(run.id())) {
        close(run);
      } else {
        log.progress(run, clock.instant());
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "{}: the state store can't be told of run {}: {}", run.flow(), run.id(), Reasons.of(e));
    }
  }

  /** The runs open in this process. */
  public List<Run> openRuns() {
    return List.copyOf(open.values());
  }

  /** What is gone at the sources and isn't removed yet. */
  public HeldBatches held() {
    return held;
  }

  public RunLog log() {
    return log;
  }

  void refuse(Run run, List<Rejection> rejections) {
    store.useTransaction(handle -> deadLetters.store(run, rejections));
  }

  /** What became of a chunk is durable and counted. */
  void tellSettled(Run run, List<Outcome> outcomes) {
    tell(observer -> observer.settled(run, outcomes));
  }

  /** Source records that were refused for what they point to, which is there now. */
  Iterator<Map<String, Object>> arrived(String flow) {
    return deadLetters.arrived(flow);
  }

  void delivered(Run run, List<MappedRecord> records) {
    store.useTransaction(handle -> deadLetters.delivered(run, records));
  }

  void settle(Run run, DeliveryListener listener, List<Outcome> outcomes) {
    List<Rejection> refused = new ArrayList<>();
    List<MappedRecord> written = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Refused refusal) {
        refused.add(refusal.rejection());
      } else if (outcome instanceof Outcome.Written) {
        written.add(outcome.record());
      }
    }
    store.useTransaction(
        handle -> {
          if (!refused.isEmpty()) {
            deadLetters.store(run, refused);
          }
          if (!written.isEmpty()) {
            deadLetters.delivered(run, written);
          }
          if (listener != null) {
            listener.settled(run, outcomes);
          }
        });
  }

  /** What is wrong when a record that was read met no fate by now, or more than one. */
  static Optional<Throwable> imbalance(Run run) {
    Counts counts = run.counts();
    return counts.balanced()
        ? Optional.empty()
        : Optional.of(new IllegalStateException(unbalanced(counts)));
  }

  private static String unbalanced(Counts counts) {
    return "the books don't balance: "
        + counts.read()
        + " records read, "
        + counts.settled()
        + " accounted for. A step between the source and the destination dropped or added records.";
  }

  private static void report(Run run, RunSummary summary) {
    String line =
        "%s %s: %s, %d ms%s, watermark %s → %s"
            .formatted(
                run.flow(),
                summary.outcomeInWords(),
                summary.countsInWords(),
                summary.duration().toMillis(),
                summary.trafficInWords(),
                run.watermark().map(Version::toString).orElse("none"),
                summary.watermark().or(run::watermark).map(Version::toString).orElse("none"));
    String reason = summary.reason().orElse("unknown");
    switch (summary.state()) {
      case DONE, WAITING -> LOG.info("{}", line);
      // Somebody wanted it so.
      case INTERRUPTED -> LOG.info("{}: {}", line, reason);
      default -> LOG.error("{}: {}", line, reason);
    }
  }
}
