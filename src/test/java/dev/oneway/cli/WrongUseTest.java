package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is asked for can't be right, whatever there is: it is refused before anything starts. */
class WrongUseTest {
  @TempDir private Path folder;

  private static String refused(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commandLine = Oneway.commandLine().setErr(new PrintWriter(err));
    assertThat(commandLine.execute(arguments)).as(err.toString()).isEqualTo(2);
    return err.toString().strip();
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() {
    assertThat(refused("backfill", "people", "--from", "2026-03-01", "--to", "2026-02-01"))
        .isEqualTo(
            "--to 2026-02-01 is before --from 2026-03-01: nothing is between. Turn them round.");
  }

  @Test
  void aRangeThatHoldsEverythingIsRefused() {
    assertThat(refused("backfill", "people")).isEqualTo("Say what to read: --from, or --keys.");
  }

  @Test
  void aFileOfKeysThatIsNotThereIsNamed() {
    Path file = folder.resolve("keys.txt");
    assertThat(refused("backfill", "people", "--keys", "@" + file))
        .isEqualTo("--keys: the file " + file + " can't be read. Write one key a line into it.");
  }

  @Test
  void aFileOfKeysIsOneArgumentHoweverManyItHolds() throws IOException {
    Path file = Files.write(folder.resolve("keys.txt"), List.of("310", "311"));
    CommandLine.ParseResult parsed =
        Oneway.commandLine().parseArgs("backfill", "people", "--keys", "@" + file);
    assertThat(parsed.subcommand().<List<String>>matchedOptionValue("--keys", List.of()))
        .containsExactly("@" + file);
  }

  @Test
  void aPageInAFolderThatIsNotThereIsRefusedBeforeTheWork() {
    for (String command : List.of("plan", "drift")) {
      assertThat(refused(command, "people", "--html", folder + "/none/page.html"))
          .isEqualTo("--html: there is no folder " + folder + "/none. Make it first.");
    }
  }
}
