package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.ops.json.FlowJson;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.RunSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
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
      Map<String, RunSummary> latest =
          application.books().log().lastOfEach(flows.stream().map(Flow::name).toList());
      Function<String, Optional<RunSummary>> lastRun =
          flow -> Optional.ofNullable(latest.get(flow));
      Map<String, List<HeldBatches.Batch>> waiting = application.books().held().waitingByFlow();
      Function<String, List<HeldBatches.Batch>> batches =
          flow -> waiting.getOrDefault(flow, List.of());
      Predicate<String> paused = Service.isPaused(application);
      if (output.json()) {
        OutputOptions.printJson(
            flows.stream()
                .map(
                    flow ->
                        FlowJson.of(
                            flow,
                            lastRun.apply(flow.name()),
                            batches.apply(flow.name()),
                            paused.test(flow.name())))
                .toList());
      } else {
        System.out.print(FlowTable.text(flows, lastRun, paused));
        System.out.print(FlowTable.remedies(flows));
        System.out.print(FlowTable.notes(flows));
        System.out.print(FlowTable.waiting(flows, batches));
      }
      return ExitCode.DONE;
    }
  }
}
