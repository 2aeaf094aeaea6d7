package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.ops.json.FlowJson;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    description = {
      "Let a flow go on that was paused.",
      "A running service takes it up within two seconds; a time of its schedule that has passed",
      "meanwhile is made up for once.",
      "Exit codes: 0 it isn't paused · 2 there is no such flow."
    },
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FLOW", description = "The flow.")
  private String flow;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      // One whose file is gone may be paused all the same.
      boolean wasPaused = application.pausedFlows().resume(flow);
      if (!wasPaused) {
        Service.requireFlow(application, flow);
      }
      if (output.json()) {
        OutputOptions.printJson(FlowJson.paused(flow, false));
      } else {
        System.out.println(flow + (wasPaused ? " goes on." : " wasn't paused."));
      }
      return ExitCode.DONE;
    }
  }
}
