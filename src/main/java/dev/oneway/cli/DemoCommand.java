package dev.oneway.cli;

import dev.oneway.demo.Demo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
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
  private static final Path FOLDER = Path.of("data", "demo");

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
    Demo demo = Demo.open(FOLDER, chosen);
    return Service.runUntilStopped(
        demo.settings(), chosen, new PlayedDemo(demo, FOLDER.resolve("demo.log")));
  }
}
