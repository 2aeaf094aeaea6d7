package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.flow.Entry;
import dev.oneway.ops.json.DeadLetterJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "dead-letters",
    description = {
      "List what a mapping or a destination refused and why; show, replay or discard it.",
      "Exits with 1 when something waits."
    },
    subcommands = {
      DeadLettersCommand.Show.class,
      DeadLettersReplayCommand.class,
      DeadLettersDiscardCommand.class
    },
    mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Callable<Integer> {
  @Option(names = "--flow", paramLabel = "FLOW", description = "Only those of this flow.")
  private Optional<String> flow = Optional.empty();

  @Option(names = "--category", description = "Only those of this category, e.g. constraint.")
  private Optional<String> category = Optional.empty();

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "How many at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      List<DeadLetter> letters =
          application
              .deadLetters()
              .list(
                  new DeadLetterFilter(
                      flow, category, Optional.of(DeadLetter.State.WAITING), limit));
      if (output.json()) {
        OutputOptions.printJson(letters.stream().map(DeadLetterJson::of).toList());
      } else {
        System.out.print(DeadLetterTable.text(letters));
        System.out.print(counts(application.deadLetters().waitingByFlow()));
      }
      return letters.isEmpty() ? ExitCode.DONE : ExitCode.DEAD_LETTERS;
    }
  }

  private static String counts(Map<String, Long> waiting) {
    if (waiting.isEmpty()) {
      return "Nothing waits.\n";
    }
    StringBuilder text = new StringBuilder();
    waiting.forEach((flow, count) -> text.append("%s: %,d waiting%n".formatted(flow, count)));
    return text.toString();
  }

  @Command(
      name = "show",
      description = "Show one dead letter whole, the source record included.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
    private String id;

    @Override
    public Integer call() {
      try (Application application = Application.start(Entry.INSPECT, Map.of())) {
        OutputOptions.printJson(
            DeadLetterJson.withSource(DeadLetterSelection.one(application, id)));
        return ExitCode.DONE;
      }
    }
  }
}
