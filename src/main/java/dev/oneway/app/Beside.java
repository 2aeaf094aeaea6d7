package dev.oneway.app;

import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.flow.Preview;
import dev.oneway.ops.SideRuns;
import dev.oneway.run.Books;
import dev.oneway.run.Reasons;
import dev.oneway.run.RunKind;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs beside those of the service: each loads its flow anew, in an application of its own. What is
 * wrong with the flow is told at once; the run itself goes on in the background.
 */
final class Beside implements SideRuns, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Beside.class);

  /** Each is a whole application. */
  private static final int MOST = 2;

  private final Map<String, String> overrides;
  private final Consumer<Books> observe;
  private final ExecutorService threads = Executors.newCachedThreadPool(Beside::daemon);
  private final Map<String, Optional<Application>> busy = new HashMap<>();
  private boolean closed;

  /**
   * @param overrides settings that win over the file's and the environment's
   * @param observe told the books of each application
   */
  Beside(Map<String, String> overrides, Consumer<Books> observe) {
    this.overrides = Map.copyOf(overrides);
    this.observe = observe;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "oneway-beside");
    thread.setDaemon(true);
    return thread;
  }

  /** What is done with a flow that was loaded. */
  private interface Work {
    void with(Application application, Flow flow) throws Exception;
  }

  @Override
  public Optional<String> replay(String flow, Iterator<Map<String, Object>> records) {
    return begin(
        Entry.REPLAY,
        flow,
        application -> Optional.empty(),
        (application, loaded) -> application.call(flow, RunKind.REPLAY, records));
  }

  @Override
  public Optional<String> plan(String flow) {
    return begin(
        Entry.THROUGH,
        flow,
        application -> obstacle(application.previewOf(flow)),
        (application, loaded) ->
            new PreviewRuns(application, loaded).plan(Optional.empty(), PreviewRuns.SHOWN));
  }

  @Override
  public Optional<String> drift(String flow, boolean repair) {
    return begin(
        Entry.THROUGH,
        flow,
        application -> obstacle(application.previewOf(flow)),
        (application, loaded) ->
            new PreviewRuns(application, loaded).drift(repair, PreviewRuns.SHOWN));
  }

  private static Optional<String> obstacle(Preview preview) {
    return Stream.concat(preview.obstacles().stream(), preview.unread().stream())
        .findFirst()
        .map(fault -> "It can't be previewed: " + fault);
  }

  /**
   * @param obstacle why a flow that was loaded can't be used so
   */
  private Optional<String> begin(
      Entry entry, String flow, Function<Application, Optional<String>> obstacle, Work work) {
    Optional<String> refusal = admit(flow);
    if (refusal.isPresent()) {
      return refusal;
    }
    boolean begun = false;
    try {
      Application application = Application.start(entry, overrides);
      refusal = begin(application, flow, obstacle, work);
      begun = refusal.isEmpty();
      return refusal;
    } finally {
      if (!begun) {
        release(flow);
      }
    }
  }

  private synchronized Optional<String> admit(String flow) {
    if (closed) {
      return Optional.of("Oneway is stopping.");
    }
    if (busy.containsKey(flow)) {
      return Optional.of(
          "A replay, plan or comparison of it goes on. Try again when that has ended.");
    }
    if (busy.size() >= MOST) {
      return Optional.of(
          "So many replays, plans and comparisons go on already: "
              + String.join(", ", busy.keySet())
              + ". Try again when one has ended.");
    }
    busy.put(flow, Optional.empty());
    return Optional.empty();
  }

  private Optional<String> begin(
      Application application,
      String flow,
      Function<Application, Optional<String>> obstacle,
      Work work) {
    boolean begun = false;
    try {
      Optional<Flow> loaded = application.loadFlow(flow);
      Optional<String> refusal =
          loaded.isEmpty()
              ? Optional.of("Its file is gone.")
              : whyNot(loaded.get()).or(() -> obstacle.apply(application));
      if (refusal.isEmpty() && hold(flow, application)) {
        observe.accept(application.books());
        application.keepAlive();
        threads.execute(() -> go(application, loaded.get(), work));
        begun = true;
      }
      return begun ? Optional.empty() : refusal.or(() -> Optional.of("Oneway is stopping."));
    } finally {
      if (!begun) {
        application.close();
      }
    }
  }

  private static Optional<String> whyNot(Flow flow) {
    if (flow.state() instanceof FlowState.Broken broken) {
      return Optional.of(broken.faults().get(0).toString());
    }
    return flow.state() instanceof FlowState.NotConfigured missing
        ? Optional.of("It isn't configured. Set " + String.join(", ", missing.settings()) + ".")
        : Optional.empty();
  }

  private void go(Application application, Flow flow, Work work) {
    try (application) {
      work.with(application, flow);
    } catch (Exception e) {
      LOG.error("{}: what was asked for can't be done: {}", flow.name(), Reasons.of(e));
    } finally {
      release(flow.name());
    }
  }

  /** False when it is too late for it. */
  private synchronized boolean hold(String flow, Application application) {
    if (!closed) {
      busy.put(flow, Optional.of(application));
    }
    return !closed;
  }

  private synchronized void release(String flow) {
    busy.remove(flow);
  }

  private synchronized Map<String, Optional<Application>> shut() {
    closed = true;
    return Map.copyOf(busy);
  }

  /** What goes on ends after its current chunk. */
  @Override
  public void close() {
    shut().values().forEach(application -> application.ifPresent(Application::close));
    threads.shutdown();
  }
}
