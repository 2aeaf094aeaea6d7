package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.ops.json.FlowJson;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "pause",
    description = {
      "Let a flow begin nothing more until it is resumed.",
      "Its schedules and the delivery from its inbox rest, on all machines, over restarts. What has",
      "begun ends; webhooks are taken into the inbox. A running service takes it up within two",
      "seconds.",
      "Exit codes: 0 it is paused · 2 there is no such flow."
    },
    mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FLOW", description = "The flow.")
  private String flow;

  @Option(
      names = "--by",
      description = "Who wants it so. Default: the user of this machine, ${DEFAULT-VALUE}.",
      defaultValue = "${sys:user.name}")
  private String by;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      Service.requireFlow(application, flow);
      boolean isNew = application.pausedFlows().pause(flow, by);
      if (output.json()) {
        OutputOptions.printJson(FlowJson.paused(flow, true));
      } else {
        String since = isNew ? " is paused." : " was paused before.";
        System.out.println(flow + since + " Resume it: oneway resume " + flow);
      }
      return ExitCode.DONE;
    }
  }
}
