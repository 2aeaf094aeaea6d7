package dev.oneway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.oneway.app.Application;
import dev.oneway.app.House;
import dev.oneway.draft.Address;
import dev.oneway.draft.Draft;
import dev.oneway.draft.Rhythm;
import dev.oneway.draft.Wish;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.Schedule;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "new",
    description = {
      "Write a draft of a flow: its route file and its mapping, which `validate` finds right.",
      "Both sides are looked at where they can be: a table's columns, some records of an HTTP",
      "resource or a Kamelet. Fields are matched by their names and kinds; each guess is marked with",
      "`review` and its reason. What isn't said is asked, when somebody is at the terminal. No file",
      "is ever overwritten."
    },
    mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FLOW", description = "The flow's name, as in sales-orders-to-bi.")
  private String flow;

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description = {
        "DATABASE.TABLE with a database of the settings, as in sales.customers; a URL that answers",
        "JSON; webhook:SCHEME, as in webhook:github; or a Kamelet, as in zendesk-incremental-source."
      })
  private String from;

  @Option(
      names = "--to",
      paramLabel = "DESTINATION",
      description = "DATABASE.TABLE, the URL of a resource, or a Kamelet, as in jira-user-sink.")
  private String to;

  @Option(
      names = "--key",
      paramLabel = "FIELD",
      split = ",",
      description = "The source's fields that identify a record. Left out: as it looks.")
  private List<String> key = new ArrayList<>();

  @ArgGroup private Start start = new Start();

  static final class Start {
    @Option(
        names = "--every",
        paramLabel = "TIME",
        description = "How often it starts: 30s, 15m, 2h or 1d. Default: 15m.")
    private String every;

    @Option(
        names = "--cron",
        paramLabel = "CRON",
        description = "When it starts, as Quartz has it: \"0 0 2 * * ?\".")
    private String cron;
  }

  @Option(
      names = "--changed-at",
      paramLabel = "FIELD",
      description = "The source's field that says when a record changed. Left out: as it looks.")
  private String changedAt;

  @Option(
      names = "--sample",
      paramLabel = "FILE",
      description = "A JSON file with what the source gives: a page, an event, or records.")
  private Path sample;

  @Option(
      names = "--from-auth",
      paramLabel = "NAME",
      description = "Read an HTTP source with the settings oneway.auth.NAME.*.")
  private String fromAuth;

  @Option(
      names = "--to-auth",
      paramLabel = "NAME",
      description = "Write to an HTTP destination with the settings oneway.auth.NAME.*.")
  private String toAuth;

  @Option(
      names = "--ask",
      description = "Ask for what isn't said, also when standard input is no terminal.")
  private boolean ask;

  @Override
  public Integer call() throws IOException {
    House house = House.open();
    Path route = house.routesOrNew().resolve(flow + ".camel.yaml");
    requireName(route);
    Wish wish = wish();
    Path mapping = house.mappings().resolve(wish.mapping() + ".yaml");
    requireNew(route);
    requireNew(mapping);
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      Draft draft = application.draft(wish);
      write(route, draft.route());
      write(mapping, draft.mapping());
      Flow loaded = application.loadFlow(flow).orElseThrow();
      System.out.print(new DraftReport(wish, draft, route, mapping, loaded).text());
      return loaded.state() instanceof dev.oneway.flow.FlowState.Broken
          ? ExitCode.CONFIGURATION
          : ExitCode.DONE;
    }
  }

  private void requireName(Path route) {
    if (!flow.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "`%s` is no flow's name. Write small letters, digits and hyphens, as in sales-orders-to-bi."
              .formatted(flow));
    }
    requireNew(route);
    requireNew(route.resolveSibling(flow + ".java"));
  }

  private static void requireNew(Path file) {
    if (Files.exists(file)) {
      throw new IllegalArgumentException(
          file + " is there already, and no file is overwritten. Name another flow, or move it.");
    }
  }

  private Wish wish() throws IOException {
    Interview interview = Interview.of(System.in, System.out, ask);
    Address source =
        interview.ask(from, "--from", "Where from? " + Interview.SOURCES, Address::source);
    Address destination =
        interview.ask(to, "--to", "Where to? " + Interview.DESTINATIONS, Address::destination);
    List<String> fields =
        key.isEmpty() && interview.asks()
            ? interview.list("Which fields identify a record? (as it looks)")
            : key;
    Rhythm rhythm = source instanceof Address.Webhook ? Rhythm.every("15m") : rhythm(interview);
    return new Wish(
        flow,
        source,
        destination,
        fields,
        rhythm,
        Optional.ofNullable(changedAt),
        documents(),
        Optional.ofNullable(fromAuth),
        Optional.ofNullable(toAuth));
  }

  private Rhythm rhythm(Interview interview) {
    if (start.cron != null) {
      var unused = Schedule.cron(start.cron);
      return Rhythm.of(start.cron);
    }
    return interview.asks() && start.every == null
        ? interview.ask(
            "How often? (15m)", answer -> Rhythm.every(answer.isEmpty() ? "15m" : answer))
        : Rhythm.every(start.every == null ? "15m" : start.every);
  }

  private List<JsonNode> documents() throws IOException {
    if (sample == null) {
      return List.of();
    }
    try (MappingIterator<JsonNode> documents =
        RecordJson.mapper().readerFor(JsonNode.class).readValues(sample.toFile())) {
      return documents.readAll();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
  }
}
