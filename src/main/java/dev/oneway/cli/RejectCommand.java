package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "reject",
    description = {
      "Keep the records a run found gone at the source, more than its flow's limit allows.",
      "They are left alone until the source says something new of them.",
      "Exit codes: 0 done · 2 nothing of that run waits."
    },
    mixinStandardHelpOptions = true)
final class RejectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FLOW", description = "The flow.")
  private String flow;

  @Parameters(paramLabel = "RUN", description = "The run, as `oneway alerts` names it.")
  private String run;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      long kept = application.reject(flow, run);
      if (kept == 0) {
        throw new IllegalArgumentException(WaitingBatches.none(application, flow, run));
      }
      if (output.json()) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("flow", flow);
        json.put("run", run);
        json.put("kept", kept);
        OutputOptions.printJson(json);
      } else {
        System.out.printf("%s: %,d records are kept%n", flow, kept);
      }
      return ExitCode.DONE;
    }
  }
}
