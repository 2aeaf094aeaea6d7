package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "validate",
    description = {
      "Check all route and mapping files without running anything.",
      "Mappings are compared with their destinations where these can be reached.",
      "Exits with 2 when a file is wrong; a flow that only lacks settings is fine."
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      List<Flow> flows = application.loadFlows();
      List<Flow> broken =
          flows.stream().filter(flow -> flow.state() instanceof FlowState.Broken).toList();
      if (output.json()) {
        OutputOptions.printJson(FlowTable.json(flows, flow -> Optional.empty()));
      } else {
        System.out.print(FlowTable.remedies(flows));
        System.out.print(FlowTable.notes(flows));
        System.out.printf(
            "%d flows: %d right, %d broken%n",
            flows.size(), flows.size() - broken.size(), broken.size());
      }
      return broken.isEmpty() ? ExitCode.DONE : ExitCode.CONFIGURATION;
    }
  }
}
