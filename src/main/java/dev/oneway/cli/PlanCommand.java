package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.preview.Plan;
import dev.oneway.preview.PreviewPage;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "plan",
    description = {
      "Show what a flow would do now: creates, updates (field: old → new), deletes, rejects.",
      "Reads, maps and compares with the destination; writes nothing but the plan's file, which",
      "`apply` delivers. It holds source records, so only its owner may read it.",
      "Exit codes: 0 planned · 1 planned, and records would be rejected · 2 the flow can't be",
      "previewed, or isn't configured · 3 the run failed."
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FLOW", description = "The flow to plan.")
  private String flow;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the plan goes. Default: the folder plans beside the state store.")
  private Path out;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page to share, with field values of up to 1000 records.")
  private Path html;

  @Option(
      names = "--samples",
      defaultValue = "5",
      description = "How many records of each sort are printed. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    HtmlFile.requireFolder(html);
    return Previewed.through(
        flow, output, true, runs -> runs.plan(Optional.ofNullable(out), samples), this::print);
  }

  private int print(Plan plan) {
    if (output.json()) {
      OutputOptions.printJson(PlanTable.json(plan));
    } else {
      System.out.print(PlanTable.text(plan, Colours.ofOutput()));
    }
    if (html != null) {
      HtmlFile.write(html, PreviewPage.of(plan));
    }
    if (plan.run().state() != RunState.DONE) {
      return ExitCode.RUN_FAILED;
    }
    return plan.tally().of(Fate.REJECTED) > 0 ? ExitCode.DEAD_LETTERS : ExitCode.DONE;
  }
}
