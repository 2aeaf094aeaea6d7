package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.demo.AccessControlSandbox;
import dev.oneway.demo.HrSandbox;
import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody reads the README from top to bottom and does what it says, with the packaged jar. */
class ReadmeIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** The run of the demo that delivers all there is, and what comes meanwhile. */
  private static final Pattern FIRST = Pattern.compile(" created 120\\d\\d, ");

  /** A run of the demo that delivers what has changed since the first one. */
  private static final Pattern LATER =
      Pattern.compile(" read \\d{2,3}, .*(created|updated) .* calls .* watermark 2");

  /** What the demo says before it tells of the flow. */
  private static final String BEGUN = "Ctrl-C ends it.";

  /** What the JVM exits with after TERM. */
  private static final int TERMINATED = 143;

  /** What differs from run to run: ids, times, durations and rates. */
  private static final List<Pattern> CHANGING =
      List.of(
          Pattern.compile("(?m)^[0-9a-f]{8}(?=  )"),
          Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}"),
          Pattern.compile("\\d+\\.\\d s"),
          Pattern.compile("[\\d,]+(?= records/s)"),
          Pattern.compile("(localhost|127\\.0\\.0\\.1):\\d+"));

  @TempDir private Path folder;
  private final Readme readme = Readme.read();
  private final Map<String, String> databases = new HashMap<>();
  private Home home;
  private String lastJson;

  @Test
  void everyCommandDoesWhatItSays() {
    home =
        new Home(folder)
            .source("hr", HrSandbox.open(folder.resolve("hr.db")).jdbcUrl())
            .destination(
                "access-control",
                AccessControlSandbox.open(folder.resolve("access-control.db")).jdbcUrl())
            .writeSettings();
    String printed = "";
    for (Readme.Block block : readme.blocks()) {
      if (block.language().equals("text") && !printed.isEmpty()) {
        assertThat(printed.strip()).isEqualTo(stable(block.text()).strip());
      }
      printed = execute(block);
    }
  }

  /** Does what the block says, and returns what that printed, as far as it is always the same. */
  private String execute(Readme.Block block) {
    return switch (block.language()) {
      case "sh" -> run(block);
      case "sql" -> sql(block);
      case "yaml" -> {
        home.write(block.file().orElseThrow(), block.text());
        yield "";
      }
      case "properties" -> {
        configure(block.text());
        yield "";
      }
      case "json" -> {
        lastJson = block.text();
        yield "";
      }
      default -> "";
    };
  }

  private void configure(String settings) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.forEach((name, value) -> configure(name.toString(), value.toString()));
    home.writeSettings();
  }

  /** The test's databases and users take the place of the README's. */
  private void configure(String name, String value) {
    if (!name.endsWith(".user") && !name.endsWith(".password")) {
      String local = "jdbc:postgresql://localhost/";
      home.set(name, value.startsWith(local) ? database(value.substring(local.length())) : value);
    }
  }

  private String database(String name) {
    return databases.computeIfAbsent(name, n -> Postgres.newDatabase());
  }

  private String sql(Readme.Block block) {
    Sql.execute(database(block.database().orElseThrow()), block.text());
    return "";
  }

  private String run(Readme.Block block) {
    String out = "";
    for (Readme.Command command : block.commands()) {
      if (command.arguments().equals(List.of("run"))) {
        runUntilStopped();
      } else if (!command.arguments().get(0).equals("demo")) {
        Result result = run(command);
        assertThat(result.exitCode()).as(command + "\n" + result).isEqualTo(command.exitCode());
        out = stable(result.out());
      }
    }
    return out;
  }

  private Result run(Readme.Command command) {
    String[] arguments = command.arguments().toArray(String[]::new);
    if (command.input().isEmpty()) {
      return OnewayProcess.run(folder, Map.of(), arguments);
    }
    String input = command.input().get();
    assertThat(readme.text()).contains("With this in `" + input + "`");
    home.write(input, lastJson);
    return OnewayProcess.runWith(folder.resolve(input), folder, arguments);
  }

  private void runUntilStopped() {
    try (OnewayProcess service = OnewayProcess.start(folder, Map.of(), List.of(), "run")) {
      await()
          .atMost(SOON)
          .until(() -> service.out().contains("hr-people-to-access-control  ready"));
      assertThat(service.stop().exitCode()).isEqualTo(TERMINATED);
    }
  }

  private static String stable(String text) {
    String stable = text;
    for (Pattern changing : CHANGING) {
      stable = changing.matcher(stable).replaceAll("#");
    }
    // Columns of numbers are aligned to the right, and some ids happen to be numbers.
    return stable.replaceAll("(?m)^ +| +(?= )", "");
  }

  @Test
  void theDemoShowsDataArrivingAndFollowsItsChangesUntilItIsStopped() {
    String flow = "hubspot-mql-to-salesforce-lead";
    home =
        new Home(folder)
            .copy("routes/" + flow + ".camel.yaml")
            .copy("mappings/hubspot-contact-to-salesforce-lead.yaml")
            .copy("application.properties");
    try (OnewayProcess demo = OnewayProcess.start(folder, Map.of(), List.of(), demoCommand())) {
      await().atMost(SOON).until(() -> demo.out().contains("Ctrl-C ends it."));
      await().atMost(SOON).until(() -> FIRST.matcher(demo.err()).find());
      await()
          .atMost(SOON)
          .until(() -> demo.err().lines().filter(LATER.asPredicate()).findAny().isPresent());

      await().atMost(SOON).until(() -> demo.out().contains(" is new here  " + flow));

      // A run that is going on when it is stopped says so.
      assertThat(demo.err()).doesNotContain("ERROR", "WARN", "rejected");
      Result stopped = demo.stop();
      assertThat(stopped.exitCode()).isEqualTo(TERMINATED);
      String shown = readme.blocks("## Try it", "## Run").get(2).text();
      int begun = shown.indexOf(BEGUN);
      assertThat(stable(stopped.out())).startsWith(stable(shown.substring(0, begun)));
      assertThat(stopped.out().lines().map(ReadmeIT::kind))
          .containsAll(shown.substring(begun).lines().skip(1).map(ReadmeIT::kind).toList());
    }
    Map<String, String> itsState =
        Map.of("ONEWAY_STATE_URL", "jdbc:sqlite:" + folder.resolve("data/demo/oneway.db"));
    Result runs = OnewayProcess.run(folder, itsState, "runs", "--json");
    assertThat(runs.out()).contains("\"done\"").doesNotContain("\"running\"", "\"failed\"");
  }

  private String[] demoCommand() {
    return readme
        .blocks("## Try it", "## Run")
        .get(1)
        .commands()
        .get(0)
        .arguments()
        .toArray(new String[0]);
  }

  /** A line of a story without what differs from one to the other: numbers, names and values. */
  private static String kind(String line) {
    if (line.contains(" is new here  ")) {
      return line.replaceFirst(" .* is new here  ", " … is new here  ");
    }
    if (line.contains(" /")) {
      return line.replaceFirst(", [\\d,]+ times$", "");
    }
    boolean varies = line.startsWith("    ") || line.matches("  (At once|Called).*");
    return varies ? line.strip().replaceFirst("[ :,].*", "") : line;
  }
}
