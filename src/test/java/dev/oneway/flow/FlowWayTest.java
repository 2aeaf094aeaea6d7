package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From where to where a flow goes, without loading it. */
class FlowWayTest {
  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("routes"));
    Files.createDirectories(folder.resolve("mappings"));
    write(
        "mappings/employee-to-user.yaml",
        """
        source: { system: BambooHR, object: employee, owner: hr }
        destination: { system: Jira, object: User }
        key: { userName: id }
        fields: { title: jobTitle }
        """);
    write(
        "routes/roster-to-jira.camel.yaml",
        """
        - route:
            from:
              uri: inbox:roster-jira
              steps:
                - to: mapping:employee-to-user
        """);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private Map<String, FlowWay> ways() {
    return FlowWay.in(folder.resolve("routes"), folder.resolve("mappings"));
  }

  @Test
  void itIsWhatItsMappingNames() {
    assertThat(ways().get("roster-to-jira"))
        .isEqualTo(new FlowWay("BambooHR employee", "Jira User"))
        .hasToString("BambooHR employee → Jira User");
  }

  @Test
  void aFlowThatReadsForOthersNamesThem() throws IOException {
    write(
        "routes/roster-to-tools.camel.yaml",
        """
        - route:
            from:
              uri: timer:roster
              steps:
                - to: inbox:roster-jira,roster-nobody?key=/id
        """);
    assertThat(ways().get("roster-to-tools")).hasToString("BambooHR employee → roster-to-jira");
  }

  @Test
  void aFlowOfWhichNothingIsKnownSaysNothing() throws IOException {
    write("routes/other.camel.yaml", "- route: { from: { uri: 'timer:x', steps: [] } }");
    assertThat(ways().get("other")).hasToString("");
  }
}
