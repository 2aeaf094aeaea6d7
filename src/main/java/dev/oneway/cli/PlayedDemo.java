package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.cli.live.FlowScreen;
import dev.oneway.demo.Demo;
import dev.oneway.flow.Flow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets people work in the sandbox systems and the flows run, and shows it: on a screen where
 * somebody watches, else by the lines of the log.
 */
final class PlayedDemo implements Service.Watcher {
  private static final int CHANGE_SECONDS = 1;
  private static final int RUN_SECONDS = 5;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(PlayedDemo::daemon);
  private final Demo demo;
  private final Path log;
  private Optional<FlowScreen> screen = Optional.empty();

  /**
   * @param log the file for the log while a screen is shown
   */
  PlayedDemo(Demo demo, Path log) {
    this.demo = demo;
    this.log = log;
  }

  @Override
  public synchronized void started(Application application, List<Flow> ready) {
    if (clock.isShutdown()) {
      return;
    }
    System.out.printf(
        """

        These systems are open; where people work, something changes every second:
        %s""",
        demo.whereToLook());
    List<String> flows = ready.stream().map(Flow::name).toList();
    String title = "oneway demo: %d flows".formatted(flows.size());
    screen = FlowScreen.open(application, flows, title, log);
    if (screen.isEmpty()) {
      System.out.printf(
          "The flows run every %d seconds here; each run is a line below. Ctrl-C ends it.%n%n",
          RUN_SECONDS);
    }
    play(application, flows);
  }

  private void play(Application application, List<String> flows) {
    // One after the other, so that they don't all want the processor at once.
    long pauseMillis = RUN_SECONDS * 1000L;
    for (int i = 0; i < flows.size(); i++) {
      String flow = flows.get(i);
      var unusedRuns =
          clock.scheduleAtFixedRate(
              () -> application.fire(flow),
              pauseMillis * i / flows.size(),
              pauseMillis,
              TimeUnit.MILLISECONDS);
    }
    var unusedChanges =
        clock.scheduleAtFixedRate(demo::tick, CHANGE_SECONDS, CHANGE_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "demo");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void stopping() {
    clock.shutdownNow();
    screen.ifPresent(FlowScreen::stopping);
  }

  @Override
  public synchronized void stopped() {
    screen.ifPresent(FlowScreen::close);
  }
}
