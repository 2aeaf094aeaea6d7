package dev.oneway.cli;

import dev.oneway.app.Range;
import dev.oneway.ops.json.RunJson;
import dev.oneway.record.Version;
import dev.oneway.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backfill",
    description = {
      "Read a range of the source once more and deliver it through the same ledger.",
      "What the destination has already is unchanged. The watermark of the flow's runs stays where",
      "it is.",
      "Exit codes: 0 done · 1 done, with dead letters · 2 wrong use or configuration · 3 the run",
      "failed."
    },
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FLOW", description = "The flow to run.")
  private String flow;

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      description = "Read what changed since: a day, a time with its offset, or a number.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "Deliver nothing that changed later; of a day its beginning.")
  private String to;

  @Option(
      names = "--keys",
      split = ",",
      paramLabel = "KEY",
      description = {
        "Deliver only these keys of the destination; @FILE takes them from a file, one a line.",
        "The source is read all the same, from --from on, or from its beginning."
      })
  private List<String> keys = List.of();

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    if (from == null && keys.isEmpty()) {
      throw new IllegalArgumentException("Say what to read: --from, or --keys.");
    }
    Range range = range();
    if (range.isEmpty()) {
      throw new IllegalArgumentException(
          "--to " + to + " is before --from " + from + ": nothing is between. Turn them round.");
    }
    return Previewed.through(flow, output, false, runs -> runs.backfill(range), this::print);
  }

  private Range range() {
    return new Range(version("--from", from), version("--to", to), keys());
  }

  private static Optional<Version> version(String option, String text) {
    return Optional.ofNullable(text)
        .map(
            value ->
                Range.version(value)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                option
                                    + " is `"
                                    + value
                                    + "`. Write a day (2026-01-31), a time with its offset"
                                    + " (2026-01-31T10:00:00Z) or a number.")));
  }

  private List<String> keys() {
    return keys.stream().flatMap(BackfillCommand::keysOf).toList();
  }

  private static Stream<String> keysOf(String key) {
    if (!key.startsWith("@")) {
      return Stream.of(key);
    }
    try {
      return Files.readAllLines(Path.of(key.substring(1))).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--keys: the file " + key.substring(1) + " can't be read. Write one key a line into it.",
          e);
    }
  }

  private int print(RunSummary run) {
    if (output.json()) {
      OutputOptions.printJson(RunJson.of(run));
    } else {
      System.out.print(OneRun.words(run));
    }
    return OneRun.exitCodeOf(run);
  }
}
