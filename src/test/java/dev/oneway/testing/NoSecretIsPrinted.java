package dev.oneway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nothing that the tests, or the processes they start, have printed holds a secret. The build runs
 * it by its name after all others, when there is nothing left to be printed.
 */
class NoSecretIsPrinted {
  private final Output output = Output.ofTheBuild();

  @Test
  void inAllOutputOfTheWholeTestRun() {
    assertThat(output.secrets()).as("lines with a secret").isEmpty();
  }

  /** An empty folder is clean, too. */
  @Test
  void theOutputIsThere() {
    List<String> names = output.files().stream().map(Path::toString).toList();
    for (String expected :
        List.of(
            "surefire-reports/TEST-dev.oneway.flows.SecretsTest.xml",
            "surefire-reports/dev.oneway.flows.SecretsTest-output.txt",
            "failsafe-reports/TEST-dev.oneway.cli.CommandLineIT.xml",
            ".out",
            ".err")) {
      assertThat(names).anyMatch(name -> name.endsWith(expected));
    }
  }
}
