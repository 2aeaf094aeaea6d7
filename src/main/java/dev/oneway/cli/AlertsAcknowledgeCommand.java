package dev.oneway.cli;

import dev.oneway.alert.Alert;
import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "acknowledge",
    description = {
      "Say that an alert was seen, so that it isn't told once more.",
      "It lasts until its cause is over, all the same."
    },
    mixinStandardHelpOptions = true)
final class AlertsAcknowledgeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The alert, as `oneway alerts` lists it.")
  private String id;

  @Option(
      names = "--by",
      description = "Who has seen it. Default: the user of this machine, ${DEFAULT-VALUE}.",
      defaultValue = "${sys:user.name}")
  private String by;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      Optional<Alert> alert = application.alerts().find(id);
      if (alert.isEmpty()) {
        throw new IllegalArgumentException(
            "There is no alert `" + id + "`, or more than one. `oneway alerts --all` lists them.");
      }
      boolean first = application.alerts().acknowledge(alert.get().id(), by);
      System.out.println(
          alert.get().flow()
              + ": "
              + alert.get().kind().word()
              + (first
                  ? ": acknowledged by " + by + "."
                  : ": it is over, or was acknowledged before."));
      return ExitCode.DONE;
    }
  }
}
