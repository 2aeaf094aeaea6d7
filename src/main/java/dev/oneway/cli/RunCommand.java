package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.ops.json.RunJson;
import dev.oneway.run.RunSummary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Run all flows by their schedules until stopped (Ctrl-C), or one flow once.",
      "Flows with broken files or missing settings are told and left out; the others run."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FLOW", description = "Run only this flow.")
  private String flow;

  @Option(names = "--once", description = "Run the flow once, now, and exit.")
  private boolean once;

  @Mixin private OutputOptions output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (!once) {
      List<String> only = flow == null ? List.of() : List.of(flow);
      return Service.runUntilStopped(Map.of(), only, Service.Watcher.NONE);
    }
    if (flow == null) {
      throw new ParameterException(spec.commandLine(), "--once needs the name of a flow.");
    }
    return runOnce();
  }

  private int runOnce() throws InterruptedException {
    try (Application application = Application.start(Entry.ONCE, Map.of())) {
      Stopping.onSignal(application);
      Flow loaded = Service.load(application, flow);
      if (!loaded.isReady()) {
        System.err.print(FlowTable.remedies(List.of(loaded)));
        return ExitCode.CONFIGURATION;
      }
      application
          .pausedFlows()
          .of(flow)
          .ifPresent(
              pause -> {
                throw new IllegalArgumentException(flow + ": " + pause.inWords());
              });
      application.takeOver();
      List<RunSummary> summaries = new OneRun(application, flow).go();
      print(summaries);
      return OneRun.exitCodeOf(summaries);
    }
  }

  private void print(List<RunSummary> summaries) {
    if (output.json()) {
      summaries.forEach(summary -> OutputOptions.printJson(RunJson.of(summary)));
    } else {
      System.out.print(OneRun.words(flow, summaries));
    }
  }
}
