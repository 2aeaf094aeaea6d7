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
import picocli.CommandLine.Parameters;

@Command(
    name = "approve",
    description = {
      "Remove the records a run found gone at the source, more than its flow's limit allows.",
      "What is there again by now isn't among them.",
      "Exit codes: 0 done · 1 done, and something was refused · 2 nothing of that run waits · 3 the",
      "removal failed: run it again."
    },
    mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FLOW", description = "The flow.")
  private String flow;

  @Parameters(paramLabel = "RUN", description = "The run, as `oneway alerts` names it.")
  private String run;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    try (Application application = Application.start(Entry.REPLAY, Map.of())) {
      Stopping.onSignal(application);
      Flow loaded = Service.load(application, flow);
      if (!loaded.isReady()) {
        System.err.print(FlowTable.remedies(List.of(loaded)));
        return ExitCode.CONFIGURATION;
      }
      application.takeOver();
      if (application.approve(flow, run) == 0 && !application.books().held().isLeft(flow)) {
        throw new IllegalArgumentException(WaitingBatches.none(application, flow, run));
      }
      RunSummary summary = new OneRun(application, flow).approve();
      if (output.json()) {
        OutputOptions.printJson(RunJson.of(summary));
      } else {
        System.out.print(OneRun.words(summary));
      }
      return OneRun.exitCodeOf(summary);
    }
  }
}
