package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.fault.Nearest;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowLoader;
import dev.oneway.run.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Runs flows by their schedules until the process is told to stop. */
final class Service {
  /** Somebody who looks on while the flows run. */
  public interface Watcher {
    Watcher NONE = (application, flows) -> {};

    /** Called once, when the flows have started. */
    void started(Application application, List<Flow> ready);

    /** The process was told to stop; the flows still run. Called also when they never started. */
    default void stopping() {}

    /** The flows have stopped. Called also when they never started. */
    default void stopped() {}
  }

  private Service() {}

  /**
   * Runs the flows until the process is told to stop.
   *
   * @param only the flows to run; all when empty
   * @return only when no flow can run
   */
  static int runUntilStopped(Map<String, String> overrides, List<String> only, Watcher watcher)
      throws InterruptedException {
    Application application = Application.start(Entry.SCHEDULE, overrides);
    Stopping.onSignal(
        () -> {
          watcher.stopping();
          application.close();
          watcher.stopped();
        });
    List<Flow> flows =
        only.isEmpty()
            ? application.loadFlows()
            : only.stream().map(name -> load(application, name)).toList();
    System.out.print(
        FlowTable.text(flows, flow -> lastRun(application, flow), isPaused(application)));
    System.err.print(FlowTable.remedies(flows));
    List<Flow> ready = flows.stream().filter(Flow::isReady).toList();
    if (ready.isEmpty()) {
      System.err.println("No flow can run.");
      application.close();
      return ExitCode.CONFIGURATION;
    }
    application.takeOver();
    watcher.started(application, ready);
    // Only a signal ends it: the process exits through the shutdown hook.
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  /**
   * Loads a flow that was named on the command line.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static Flow load(Application application, String name) {
    return application
        .loadFlow(name)
        .orElseThrow(() -> new IllegalArgumentException(unknownFlow(application, name)));
  }

  /**
   * @throws IllegalArgumentException when there is no flow of that name
   */
  static void requireFlow(Application application, String name) {
    boolean isThere =
        FlowLoader.filesIn(application.routesFolder()).stream()
            .anyMatch(file -> FlowLoader.nameOf(file).equals(name));
    if (!isThere) {
      throw new IllegalArgumentException(unknownFlow(application, name));
    }
  }

  private static String unknownFlow(Application application, String name) {
    List<Path> files = FlowLoader.filesIn(application.routesFolder());
    return unknownFlow(name, files.stream().map(FlowLoader::nameOf).toList());
  }

  /** Says that there is no flow of this name, and which there are. */
  static String unknownFlow(String name, List<String> known) {
    return "There is no flow `"
        + name
        + "`. "
        + Nearest.didYouMean(name, known)
        + "Flows: "
        + String.join(", ", known)
        + ".";
  }

  static Predicate<String> isPaused(Application application) {
    return flow -> application.pausedFlows().of(flow).isPresent();
  }

  private static Optional<RunSummary> lastRun(Application application, String flow) {
    return application.books().log().lastOf(flow);
  }
}
