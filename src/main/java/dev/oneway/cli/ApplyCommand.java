package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.preview.Plan;
import dev.oneway.run.Fate;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "apply",
    description = {
      "Deliver what a plan has shown, and no more.",
      "Each record is compared again before it is written: one that has changed in the destination",
      "since is told and left as it is. A plan whose mapping has changed is refused. Cut off, it can",
      "be applied again.",
      "Exit codes: 0 all written · 1 records were left, or refused · 2 not a plan, or not of this",
      "mapping · 3 the run failed."
    },
    mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PLAN", description = "The file `plan` has written.")
  private Path plan;

  @Option(
      names = "--samples",
      defaultValue = "20",
      description = "How many of the records left are printed. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    String flow = Plan.header(plan).flow();
    return Previewed.behindSource(flow, output, runs -> runs.apply(plan, samples), this::print);
  }

  private int print(Plan.Applied applied) {
    if (output.json()) {
      OutputOptions.printJson(PlanTable.json(applied));
    } else {
      System.out.print(PlanTable.text(applied, Colours.ofOutput()));
    }
    int exitCode = OneRun.exitCodeOf(applied.run());
    boolean left = applied.run().counts().of(Fate.SKIPPED) > 0;
    return exitCode == ExitCode.DONE && left ? ExitCode.DEAD_LETTERS : exitCode;
  }
}
