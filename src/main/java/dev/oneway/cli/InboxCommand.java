package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.ops.json.InboxJson;
import dev.oneway.webhook.inbox.InboxState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "inbox",
    description = {
      "List the inboxes: how many events wait to be delivered, since when, and how fast they come.",
      "RETRIED are those that failed by their own fault and are tried again."
    },
    mixinStandardHelpOptions = true)
final class InboxCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      List<InboxState> inboxes = application.inboxes();
      if (output.json()) {
        OutputOptions.printJson(inboxes.stream().map(InboxJson::of).toList());
      } else {
        System.out.print(inboxes.isEmpty() ? "No event has come into any inbox.\n" : text(inboxes));
      }
      return ExitCode.DONE;
    }
  }

  private static String text(List<InboxState> inboxes) {
    Table table = new Table("INBOX", "WAITING", "BYTES", "RETRIED", "OLDEST", "LAST MINUTE");
    for (InboxState inbox : inboxes) {
      table.row(
          inbox.name(),
          inbox.events(),
          inbox.bytes().map(String::valueOf).orElse(""),
          inbox.retried().map(String::valueOf).orElse(""),
          inbox.oldest().map(Times::ago).orElse(""),
          inbox.lastMinute());
    }
    return table.toString();
  }
}
