package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.preview.Drift;
import dev.oneway.preview.PreviewPage;
import dev.oneway.run.RunState;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "drift",
    description = {
      "Compare what the destination holds now with what was last delivered.",
      "Missing, changed (field by field, and whose edit it was where the destination tells), and",
      "extra. Reads the whole source; writes nothing. What the source has changed since counts as",
      "pending.",
      "Exit codes: 0 nothing is missing or changed, or all of it is repaired · 1 something is · 2 the",
      "flow can't be previewed, or isn't configured · 3 the run failed."
    },
    mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FLOW", description = "The flow whose destination is compared.")
  private String flow;

  @Option(
      names = "--repair",
      description = "Deliver what is missing or changed once more. What is extra stays.")
  private boolean repair;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page to share, with field values of the records shown.")
  private Path html;

  @Option(
      names = "--samples",
      defaultValue = "20",
      description = "How many records of each sort are shown. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    HtmlFile.requireFolder(html);
    return Previewed.through(flow, output, true, runs -> runs.drift(repair, samples), this::print);
  }

  private int print(Drift drift) {
    if (output.json()) {
      OutputOptions.printJson(DriftTable.json(drift));
    } else {
      System.out.print(DriftTable.text(drift, Colours.ofOutput()));
    }
    if (html != null) {
      HtmlFile.write(html, PreviewPage.of(drift));
    }
    if (drift.run().state() != RunState.DONE) {
      return ExitCode.RUN_FAILED;
    }
    return drift.drifted() > drift.repaired() ? ExitCode.DEAD_LETTERS : ExitCode.DONE;
  }
}
