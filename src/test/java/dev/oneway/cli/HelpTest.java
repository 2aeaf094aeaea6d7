package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class HelpTest {
  static List<String> commands() {
    return Stream.of(Oneway.class.getAnnotation(Command.class).subcommands())
        .filter(command -> command != CommandLine.HelpCommand.class)
        .map(command -> command.getAnnotation(Command.class).name())
        .toList();
  }

  private static String printed(String... args) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      assertThat(Oneway.execute(args)).isZero();
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(String command) {
    assertThat(printed(command, "--help")).contains("Usage: oneway " + command);
  }

  /** The list of commands has the first line of each, and no other. */
  @ParameterizedTest
  @MethodSource("commands")
  void aCommandsFirstLineSaysWhatItDoes(String command) {
    String[] lines =
        Oneway.commandLine()
            .getSubcommands()
            .get(command)
            .getCommandSpec()
            .usageMessage()
            .description();
    assertThat(lines[0]).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineOfADescriptionIsBroken(String command) {
    String[] lines =
        Oneway.commandLine()
            .getSubcommands()
            .get(command)
            .getCommandSpec()
            .usageMessage()
            .description();
    assertThat(printed(command, "--help").lines().map(String::strip))
        .containsAll(
            Stream.of(lines).map(String::strip).filter(line -> !line.contains("%")).toList());
  }

  @Test
  void theHelpNamesAllCommandsAndTheExitCodes() {
    assertThat(printed("--help")).contains("Exit codes").contains(commands());
  }
}
