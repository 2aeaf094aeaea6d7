package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "discard",
    description = "Give up dead letters: they needn't be delivered. They stay in the history.",
    mixinStandardHelpOptions = true)
final class DeadLettersDiscardCommand implements Callable<Integer> {
  @Mixin private DeadLetterSelection selection;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      int discarded = application.deadLetters().discard(selection.ids(application));
      System.out.printf("%,d discarded%n", discarded);
      return ExitCode.DONE;
    }
  }
}
