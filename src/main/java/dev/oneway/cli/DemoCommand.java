package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.demo.Demo;
import dev.oneway.flow.Flow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

@Command(
    name = "demo",
    description = {
      "Run the shipped flows against sandbox systems in this process: no accounts, no settings.",
      "Starts anew each time; all it writes is below data/demo/."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int CHANGE_SECONDS = 1;
  private static final int RUN_SECONDS = 5;

  @Override
  public Integer call() throws InterruptedException {
    Demo demo = new Demo(Path.of("data", "demo"));
    return Service.runUntilStopped(
        demo.settings(), Demo.flows(), (application, ready) -> play(demo, application, ready));
  }

  private static void play(Demo demo, Application application, List<Flow> ready) {
    System.out.print(demo.whereToLook());
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
