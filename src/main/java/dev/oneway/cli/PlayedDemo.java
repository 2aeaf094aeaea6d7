package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.cli.live.FlowScreen;
import dev.oneway.cli.live.Narrator;
import dev.oneway.demo.Demo;
import dev.oneway.flow.Flow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets people work in the sandbox systems and the flows run, and shows it: on a screen where
 * somebody watches, else by the lines of the log; or it tells of it, one change at a time.
 */
final class PlayedDemo implements Service.Watcher {
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Duration RUNS = Duration.ofSeconds(5);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(PlayedDemo::daemon);
  private final Demo demo;
  private final Path log;
  private final Optional<Duration> pace;
  private Optional<FlowScreen> screen = Optional.empty();
  private Optional<Narrator> narrator = Optional.empty();

  /**
   * @param log the file for the log while a person watches
   * @param pace the time between two changes when they are told one by one; empty when what arrives
   *     is shown as a whole
   */
  PlayedDemo(Demo demo, Path log, Optional<Duration> pace) {
    this.demo = demo;
    this.log = log;
    this.pace = pace;
  }

  @Override
  public synchronized void started(Application application, List<Flow> ready) {
    if (clock.isShutdown()) {
      return;
    }
    Duration changes = pace.orElse(BUSY);
    Duration runs = pace.orElse(RUNS);
    System.out.printf(
        """

        These systems are open; where people work, something changes every %s:
        %s%sThe flows run every %s here. Ctrl-C ends it.
        """,
        words(changes),
        demo.whereToLook(),
        application.dashboard().map("The dashboard is at %s.\n"::formatted).orElse(""),
        words(runs));
    List<String> flows = ready.stream().map(Flow::name).toList();
    if (pace.isPresent()) {
      narrator = Optional.of(Narrator.open(application, flows, pace.get(), log));
    } else {
      String title =
          "oneway demo: %d flows".formatted(flows.size())
              + application.dashboard().map("  "::concat).orElse("");
      screen = FlowScreen.open(application, flows, title, log);
    }
    play(application, flows, changes, runs);
  }

  private static String words(Duration time) {
    return time.equals(Duration.ofSeconds(1)) ? "second" : time.toSeconds() + " seconds";
  }

  private void play(Application application, List<String> flows, Duration changes, Duration runs) {
    var unusedChanges = every(changes, changes, demo::tick);
    for (int i = 0; i < flows.size(); i++) {
      String flow = flows.get(i);
      // One after the other, so that they don't all want the processor at once.
      Duration first = runs.multipliedBy(i).dividedBy(flows.size());
      var unusedRuns = every(runs, first, () -> application.fire(flow));
    }
  }

  private ScheduledFuture<?> every(Duration period, Duration first, Runnable work) {
    return clock.scheduleAtFixedRate(
        work, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "demo");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void stopping() {
    clock.shutdownNow();
    narrator.ifPresent(Narrator::close);
    screen.ifPresent(FlowScreen::stopping);
  }

  @Override
  public synchronized void stopped() {
    screen.ifPresent(FlowScreen::close);
  }
}
