package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.ops.json.RunJson;
import dev.oneway.run.RunLog;
import dev.oneway.run.RunSummary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "runs",
    description = "List the latest runs, the newest first; also the ones that are going on.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FLOW", description = "Only the runs of this flow.")
  private String flow;

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "How many at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      RunLog log = application.books().log();
      List<RunSummary> runs = flow == null ? log.latest(limit) : log.latestOf(flow, limit);
      if (output.json()) {
        OutputOptions.printJson(runs.stream().map(RunJson::of).toList());
      } else {
        System.out.print(RunTable.text(runs));
      }
      return ExitCode.DONE;
    }
  }
}
