package dev.oneway.cli;

import dev.oneway.alert.Alert;
import dev.oneway.alert.Alerts;
import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.ops.json.AlertJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "alerts",
    description = {
      "List what somebody should look at: what it is, since when, and what to do about it.",
      "An alert ends by itself when its cause does."
    },
    subcommands = AlertsAcknowledgeCommand.class,
    mixinStandardHelpOptions = true)
final class AlertsCommand implements Callable<Integer> {
  private static final int SHORT = 8;

  @Option(names = "--all", description = "Also those that are over.")
  private boolean all;

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "How many at most with --all. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      Alerts alerts = application.alerts();
      List<Alert> listed = all ? alerts.latest(limit) : alerts.open();
      if (output.json()) {
        OutputOptions.printJson(listed.stream().map(AlertJson::of).toList());
      } else {
        System.out.print(listed.isEmpty() ? "No alert.\n" : text(listed));
      }
      return ExitCode.DONE;
    }
  }

  private static String text(List<Alert> alerts) {
    Table table = new Table("ID", "RAISED", "RESOLVED", "SEEN BY", "FLOW", "ALERT", "WHAT");
    for (Alert alert : alerts) {
      table.row(
          alert.id().substring(0, SHORT),
          Times.local(alert.raisedAt()),
          alert.resolvedAt().map(Times::local).orElse(""),
          alert.acknowledged().map(Alert.Acknowledgement::by).orElse(""),
          alert.flow(),
          alert.kind().word(),
          alert.text() + alert.resolution().map(" "::concat).orElse(""));
    }
    return table.toString();
  }
}
