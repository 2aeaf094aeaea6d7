package dev.oneway.cli;

import dev.oneway.demo.Demo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Run the shipped flows against sandbox systems in this process: no accounts, no settings.",
      "In a terminal a screen shows what arrives where. With names only these flows, and only the",
      "systems they need; each change is told: what it is at the source, what is called for it, and",
      "what the destination holds then. Starts anew each time; all it writes is below data/demo/."
    },
    footer = {"", "Example: oneway demo shop-orders-to-bi"},
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Path FOLDER = Path.of("data", "demo");
  private static final Duration READABLE = Duration.ofSeconds(5);
  private static final Duration FAST = Duration.ofSeconds(1);

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

  @Option(
      names = "--fast",
      description = "With FLOW: a change every second instead of every 5 seconds.")
  private boolean fast;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (fast && flows.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--fast needs the name of a flow.");
    }
    List<String> chosen = Demo.flows(flows);
    Demo demo = Demo.open(FOLDER, chosen);
    return Service.runUntilStopped(
        demo.settings(), chosen, new PlayedDemo(demo, FOLDER.resolve("demo.log"), pace()));
  }

  /** Flows that are named are told of one change at a time. */
  private Optional<Duration> pace() {
    if (flows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(fast ? FAST : READABLE);
  }
}
