package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code oneway new} of the packaged jar, as a person and a script meet it. */
class NewIT {
  private static final String ROUTE = "routes/people-to-doors.camel.yaml";

  @TempDir private Path folder;

  @BeforeEach
  void twoSqliteFiles() {
    String people = "jdbc:sqlite:" + folder.resolve("people.db");
    String doors = "jdbc:sqlite:" + folder.resolve("doors.db");
    Sql.execute(
        people,
        "CREATE TABLE people (no TEXT PRIMARY KEY, FullName TEXT);\n"
            + "INSERT INTO people VALUES ('a', 'Ann');");
    Sql.execute(doors, "CREATE TABLE people (person_no TEXT PRIMARY KEY, full_name TEXT NOT NULL)");
    new Home(folder).source("people", people).destination("doors", doors).writeSettings();
  }

  private Result oneway(String... arguments) {
    return OnewayProcess.run(folder, Map.of(), arguments);
  }

  @Test
  void whatIsNotSaidIsAskedAndTheDraftRuns() throws IOException {
    Path answers =
        Files.writeString(
            folder.resolve("answers"), "people\npeople.people\ndoors.people\nno\n7m\n10m\n");
    Result asked = OnewayProcess.runWith(answers, folder, "new", "people-to-doors", "--ask");
    assertThat(asked.exitCode()).as(asked.toString()).isZero();
    assertThat(asked.out())
        .contains("Where from?", "`people` is none of these.", "Where to?", "identify a record?")
        .contains(
            "How often?", "every `7m`", "Wrote routes/people-to-doors.camel.yaml and mappings/")
        .contains("Next:\n  oneway validate\n");
    assertThat(Files.readString(folder.resolve(ROUTE))).contains("0 0/10 * * * ?");
    assertThat(oneway("validate").exitCode()).isZero();
    assertThat(oneway("run", "people-to-doors", "--once").out()).contains("read 1, created 1");
  }

  @Test
  void ofAWebhookNothingIsPlannedButListenedTo() throws IOException {
    Files.writeString(folder.resolve("event.json"), "{\"no\": \"a\", \"FullName\": \"Ann\"}");
    Result drafted =
        oneway(
            "new",
            "people-to-doors",
            "--from=webhook:bearer",
            "--sample=event.json",
            "--key=no",
            "--to=doors.people");
    assertThat(drafted.exitCode()).as(drafted.toString()).isZero();
    assertThat(drafted.out())
        .contains("oneway.webhook.people-to-doors.secret")
        .contains("  oneway run\nThat takes what is sent to /webhooks/people-to-doors")
        .doesNotContain("oneway plan", "--once");
  }

  @Test
  void nothingIsOverwrittenAndNothingIsLeftHalf() throws IOException {
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(folder.resolve(ROUTE), "# mine\n");
    Result there =
        oneway("new", "people-to-doors", "--from", "people.people", "--to", "doors.people");
    assertThat(there.exitCode()).isEqualTo(2);
    assertThat(there.err()).contains(ROUTE + " is there already");
    assertThat(Files.readString(folder.resolve(ROUTE))).isEqualTo("# mine\n");
    assertThat(folder.resolve("mappings")).doesNotExist();
  }

  @Test
  void withoutAPersonWhatIsMissingIsNamed() {
    Result missing = oneway("new", "people-to-doors", "--from", "people.people");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("--to is missing");
  }
}
