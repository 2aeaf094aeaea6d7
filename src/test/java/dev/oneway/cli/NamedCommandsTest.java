package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that messages tell people to type are commands there are. */
class NamedCommandsTest {
  private static final Pattern NAMED = Pattern.compile("`oneway ([^`\"]+)`");

  static List<String> commands() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      return sources
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> NAMED.matcher(text(file)).results())
          .map(named -> named.group(1).replaceAll("%(\\d\\$)?s|\\{}", "a"))
          .distinct()
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isTaken(String command) {
    assertThatCode(() -> Oneway.commandLine().parseArgs(command.split(" ")))
        .as("oneway %s", command)
        .doesNotThrowAnyException();
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(commands()).contains("runs a", "drift a");
  }
}
