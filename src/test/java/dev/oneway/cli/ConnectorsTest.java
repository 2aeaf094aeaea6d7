package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.app.Application;
import dev.oneway.docs.Connector;
import dev.oneway.docs.Connector.Example;
import dev.oneway.docs.ConnectorPage;
import dev.oneway.docs.ConnectorsPage;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalogue says of the connectors is true of those that are shipped. */
class ConnectorsTest {
  private static List<Connector> all;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    all = Connectors.of(FlowLoader.filesIn(Path.of("routes")));
  }

  private static Connector connector(String name) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void componentsAndKameletsAreThere() {
    assertThat(all)
        .extracting(Connector::name)
        .contains("pages", "jdbc-upsert", "inbox", "salesforce-upsert-sink")
        .doesNotHaveDuplicates();
  }

  @Test
  void eachHasADescriptionAndAnExampleAndEachOptionSaysWhatItDoes() {
    assertThat(all)
        .allSatisfy(
            connector -> {
              assertThat(connector.description()).endsWith(".");
              assertThat(connector.examples()).isNotEmpty();
              assertThat(connector.options())
                  .allSatisfy(option -> assertThat(option.description()).isNotBlank());
            });
  }

  @Test
  void whatARouteMustSetHasAnExampleInEachKamelet() {
    assertThat(all.stream().filter(one -> one.kind().equals("Kamelet")))
        .allSatisfy(
            kamelet ->
                assertThat(kamelet.options().stream().filter(Connector.Option::required))
                    .allSatisfy(option -> assertThat(option.example()).isNotBlank()));
  }

  @Test
  void theLeastARouteSaysOfAKameletIsEnough() throws IOException {
    List<Connector> kamelets = all.stream().filter(one -> one.kind().equals("Kamelet")).toList();
    Map<String, String> settings = new HashMap<>();
    settings.put("oneway.routes", folder.toString());
    settings.put("oneway.state.url", "jdbc:sqlite:" + folder.resolve("state.db"));
    for (Connector kamelet : kamelets) {
      Files.writeString(folder.resolve(kamelet.name() + ".camel.yaml"), route(kamelet));
      kamelet.options().stream()
          .filter(option -> option.name().equals("auth"))
          .forEach(auth -> settings.put("oneway.auth." + auth.fallback() + ".type", "none"));
    }
    Files.copy(
        Path.of("routes/error-handling.camel.yaml"), folder.resolve("error-handling.camel.yaml"));
    try (Application application = Application.start(Entry.INSPECT, settings)) {
      List<Flow> flows = application.loadFlows();
      assertThat(flows).hasSameSizeAs(kamelets);
      assertThat(flows)
          .allSatisfy(flow -> assertThat(flow.state()).as(flow.name()).hasToString("Ready[]"));
    }
  }

  private static String route(Connector kamelet) {
    String step = String.join("\n", kamelet.examples().get(0).lines());
    return """
        - route:
            id: %s
            from:
              uri: timer:x
              steps:
        %s
        """
        .formatted(kamelet.name(), step.indent(8).stripTrailing());
  }

  @Test
  void whatIsTakenFromAFileStandsThereWordForWord() throws IOException {
    for (Connector connector : all) {
      for (Example example : connector.examples()) {
        if (example.where().startsWith("as in ")) {
          String file = example.where().substring("as in ".length());
          Path path =
              file.startsWith("routes/") ? Path.of(file) : Path.of("src/main/resources", file);
          List<String> lines = Files.readAllLines(path).stream().map(String::strip).toList();
          List<String> taken = example.lines().stream().map(String::strip).toList();
          assertThat(Collections.indexOfSubList(lines, taken)).as(file).isNotNegative();
        }
      }
    }
  }

  @Test
  void aComponentsExampleIsAStepOfAFlowOrOfAKamelet() {
    assertThat(connector("jdbc-upsert").examples().get(0).lines())
        .anyMatch(line -> line.contains("jdbc-upsert:"));
    assertThat(connector("http-upsert").examples().get(0).where()).startsWith("as in kamelets/");
  }

  @Test
  void anOptionsExampleIsWhatARouteOrKameletSets() {
    assertThat(connector("pages").options())
        .filteredOn(option -> option.name().equals("records"))
        .singleElement()
        .satisfies(option -> assertThat(option.example()).startsWith("/"));
  }

  @Test
  void itsPageListsOptionsExamplesAndTheFlowsThatUseIt() {
    String page = ConnectorPage.of(connector("salesforce-upsert-sink")).markdown();
    assertThat(page)
        .contains("[hubspot-mql-to-salesforce-lead](hubspot-mql-to-salesforce-lead.md)")
        .contains("| `object` required | The object's API name. | string |  | `Lead` |")
        .contains("```yaml\n- to:\n    uri: kamelet:salesforce-upsert-sink\n");
    assertThat(ConnectorsPage.of(all).markdown())
        .contains("[salesforce-upsert-sink](connector-salesforce-upsert-sink.md) | Salesforce |")
        .containsPattern("\\| \\[dedup\\]\\(connector-dedup.md\\) .* and \\d+ more \\|");
  }
}
