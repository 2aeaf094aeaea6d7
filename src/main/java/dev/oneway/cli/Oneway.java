package dev.oneway.cli;

import dev.oneway.fault.FaultsException;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.run.Reasons;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code oneway}: without a subcommand it runs all flows. */
@Command(
    name = "oneway",
    description = {
      "One-way sync: a system of record publishes, destinations receive, nothing flows back.",
      "",
      "Runs in the folder that holds routes/, mappings/ and application.properties."
    },
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      DriftCommand.class,
      BackfillCommand.class,
      DemoCommand.class,
      FlowsCommand.class,
      NewCommand.class,
      ValidateCommand.class,
      SchemaCommand.class,
      TestCommand.class,
      MapCommand.class,
      DocsCommand.class,
      LineageCommand.class,
      RunsCommand.class,
      StatsCommand.class,
      DeadLettersCommand.class,
      InboxCommand.class,
      AlertsCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Oneway.Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Exit codes: 0 done · 1 done, something waits · 2 wrong use or configuration · 3 a run failed"
    })
public final class Oneway implements Callable<Integer> {
  /** As long as the lines of descriptions are, with their indent. */
  private static final int HELP_WIDTH = 100;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Oneway() {}

  /** Runs the command line and returns its {@link ExitCode}. */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** All commands, as they are typed. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Oneway());
    commandLine.setExecutionExceptionHandler(Oneway::explain);
    commandLine.setUsageHelpWidth(HELP_WIDTH);
    commandLine.setExpandAtFiles(false); // `--keys @FILE` is ours
    return commandLine;
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    boolean configuration =
        failure instanceof FaultsException
            || failure instanceof NotConfiguredException
            || failure instanceof IllegalArgumentException;
    // What is wrong with what was asked says so itself; what lies below is how it was noticed.
    Optional<String> own =
        Optional.ofNullable(failure.getMessage()).filter(unused -> configuration);
    commandLine.getErr().println(own.orElseGet(() -> Reasons.of(failure)));
    return configuration ? ExitCode.CONFIGURATION : ExitCode.RUN_FAILED;
  }

  /** {@code oneway} alone is {@code oneway run}. */
  @Override
  public Integer call() {
    return spec.commandLine().getSubcommands().get("run").execute();
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Oneway.class.getPackage().getImplementationVersion();
      return new String[] {"oneway " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
