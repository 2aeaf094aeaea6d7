package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.RunSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "flows",
    description = "List the flows: state, schedule, last run, and what is missing.",
    mixinStandardHelpOptions = true)
final class FlowsCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      List<Flow> flows = application.loadFlows();
      Function<String, Optional<RunSummary>> lastRun = application.books().log()::lastOf;
      Function<String, List<HeldBatches.Batch>> batches = application.books().held()::waiting;
      if (output.json()) {
        OutputOptions.printJson(FlowTable.json(flows, lastRun, batches));
      } else {
        System.out.print(FlowTable.text(flows, lastRun));
        System.out.print(FlowTable.remedies(flows));
        System.out.print(FlowTable.notes(flows));
        System.out.print(FlowTable.waiting(flows, batches));
      }
      return ExitCode.DONE;
    }
  }
}
