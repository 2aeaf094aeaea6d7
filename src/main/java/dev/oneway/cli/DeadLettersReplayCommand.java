package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.run.RunSummary;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "replay",
    description = {
      "Deliver dead letters again, through the mapping and the destination as they are now.",
      "What is delivered closes; what is refused again goes on waiting (exit code 1)."
    },
    mixinStandardHelpOptions = true)
final class DeadLettersReplayCommand implements Callable<Integer> {
  @Mixin private DeadLetterSelection selection;

  @Override
  public Integer call() throws InterruptedException {
    try (Application application = Application.start(Entry.REPLAY, Map.of())) {
      Stopping.onSignal(application);
      application.takeOver();
      int exitCode = ExitCode.DONE;
      for (Map.Entry<String, Iterator<Map<String, Object>>> sources :
          sourcesByFlow(application).entrySet()) {
        exitCode = Math.max(exitCode, replay(application, sources.getKey(), sources.getValue()));
      }
      return exitCode;
    }
  }

  private static int replay(
      Application application, String flow, Iterator<Map<String, Object>> sources)
      throws InterruptedException {
    Flow loaded = Service.load(application, flow);
    if (!loaded.isReady()) {
      System.err.print(FlowTable.remedies(List.of(loaded)));
      return ExitCode.CONFIGURATION;
    }
    RunSummary summary = new OneRun(application, flow).replay(sources);
    System.out.print(OneRun.words(summary));
    return OneRun.exitCodeOf(summary);
  }

  private Map<String, Iterator<Map<String, Object>>> sourcesByFlow(Application application) {
    Map<String, Iterator<Map<String, Object>>> sources = new LinkedHashMap<>();
    selection.letters(application).stream()
        .collect(
            Collectors.groupingBy(
                DeadLetter::flow,
                LinkedHashMap::new,
                Collectors.mapping(DeadLetter::source, Collectors.toList())))
        .forEach((flow, records) -> sources.put(flow, records.iterator()));
    selection
        .flows(application)
        .forEach(flow -> sources.put(flow, application.deadLetters().waitingSources(flow)));
    return sources;
  }
}
