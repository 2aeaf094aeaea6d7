package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.FlowLoader;
import dev.oneway.ops.history.History;
import dev.oneway.ops.json.StatsJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "stats",
    description = {
      "What the flows came to: runs that went well, records, how long it takes.",
      "Of the last 24 hours and 7 days how many runs went well, and over the 7 days records by what",
      "became of them, how long runs take, and records a second.",
      "Runs by schedule, by `run --once` and from inboxes count; a span begins with a whole hour."
    },
    mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FLOW", description = "Only this flow.")
  private Optional<String> flow = Optional.empty();

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      List<String> known =
          FlowLoader.filesIn(application.routesFolder()).stream().map(FlowLoader::nameOf).toList();
      List<History.Recent> flows = application.history().recent(known, flow);
      if (flows.isEmpty() && flow.isPresent()) {
        throw new IllegalArgumentException(Service.unknownFlow(flow.get(), known));
      }
      Map<String, Long> letters = application.deadLetters().waitingByFlow();
      if (output.json()) {
        OutputOptions.printJson(
            flows.stream()
                .map(recent -> StatsJson.of(recent, letters.getOrDefault(recent.flow(), 0L)))
                .toList());
      } else {
        System.out.print(StatsTable.text(flows, letters));
      }
      return ExitCode.DONE;
    }
  }
}
