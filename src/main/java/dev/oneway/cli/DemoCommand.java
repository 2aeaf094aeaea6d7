package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.demo.Demo;
import dev.oneway.flow.Flow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "demo",
    description = {
      "Run the shipped flows against sandbox systems in this process: no accounts, no settings.",
      "With names only these flows; only the systems they need are opened.",
      "Starts anew each time; all it writes is below data/demo/."
    },
    footer = {"", "Example: oneway demo shop-orders-to-bi"},
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int CHANGE_SECONDS = 1;
  private static final int RUN_SECONDS = 5;

  /** For picocli: what a flow may be called. */
  static final class Flows implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Demo.flows().iterator();
    }
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "FLOW",
      completionCandidates = Flows.class,
      description = "Only these flows, of: ${COMPLETION-CANDIDATES}.")
  private List<String> flows = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    List<String> chosen = Demo.flows(flows);
    Demo demo = Demo.open(Path.of("data", "demo"), chosen);
    return Service.runUntilStopped(
        demo.settings(), chosen, (application, ready) -> play(demo, application, ready));
  }

  private static void play(Demo demo, Application application, List<Flow> ready) {
    System.out.printf(
        """

        These systems are open; where people work, something changes every second:
        %sThe flows run every %d seconds here; each run is a line below. Ctrl-C ends it.

        """,
        demo.whereToLook(), RUN_SECONDS);
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(DemoCommand::daemon);
    var unusedRuns =
        clock.scheduleAtFixedRate(
            () -> ready.forEach(flow -> application.fire(flow.name())),
            0,
            RUN_SECONDS,
            TimeUnit.SECONDS);
    var unusedChanges =
        clock.scheduleAtFixedRate(demo::tick, CHANGE_SECONDS, CHANGE_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "demo");
    thread.setDaemon(true);
    return thread;
  }
}
