package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.alert.AlertKind;
import dev.oneway.flow.FlowFiles;
import dev.oneway.governance.ColumnLocks;
import dev.oneway.governance.Hybrid;
import dev.oneway.governance.Lineage;
import dev.oneway.governance.OneWayProof;
import dev.oneway.mapping.MappingFile;
import dev.oneway.mapping.model.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/ownership.md shows is what happens. */
class OwnershipDocTest {
  private static final Pattern FILE =
      Pattern.compile("(?ms)^```yaml\\n# (mappings/(\\S+)\\.yaml)\\n(.*?)^```$");

  @TempDir private Path folder;
  private final String page = Readme.fileText("docs/ownership.md");

  @BeforeEach
  void theFilesOfThePage() throws IOException {
    Matcher files = FILE.matcher(page);
    while (files.find()) {
      write(files.group(1), files.group().replaceAll("```(yaml)?\\n?", ""));
      route(files.group(2), "log:x");
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void route(String flow, String destination) throws IOException {
    write(
        "routes/" + flow + ".camel.yaml",
        """
        - route:
            id: %s
            from: { uri: "timer:x", steps: [ { to: "mapping:%s" }, { to: "%s" } ] }
        """
            .formatted(flow, flow, destination));
  }

  private Lineage lineage() {
    return Lineage.of(FlowFiles.in(folder.resolve("routes"), folder.resolve("mappings")));
  }

  private String text(Object words) {
    return words.toString().replace(folder + "/", "");
  }

  private String block(String with) {
    Matcher blocks = Pattern.compile("(?s)```\\w+\\n((?:(?!```).)*)```").matcher(page);
    return blocks
        .results()
        .map(block -> block.group(1).strip())
        .filter(text -> text.contains(with))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theThreeMappingsAreACircleAndTheOrdersHaveOneWriterEach() {
    assertThat(OneWayProof.of(lineage()).faults())
        .singleElement()
        .satisfies(fault -> assertThat(text(fault)).isEqualTo(block("comes back to itself")));
  }

  @Test
  void theHybridIsListedAsShown() throws IOException {
    Files.delete(folder.resolve("routes/shop-to-crm.camel.yaml"));
    write(
        "mappings/erp-to-crm.yaml",
        Files.readString(folder.resolve("mappings/shop-to-crm.yaml"))
            .replaceAll("system: Shop, object: buyer", "system: ERP, object: customer")
            .replaceAll("name: +company\n", ""));
    route("erp-to-crm", "log:x");
    assertThat(OneWayProof.of(lineage()).faults()).isEmpty();
    assertThat(Hybrid.in(lineage()))
        .singleElement()
        .satisfies(hybrid -> assertThat(text(hybrid) + ".").isEqualTo(block("are a hybrid")));
  }

  @Test
  void theStatementsAreThoseOfTheMapping() throws IOException {
    write(
        "mappings/crm-to-erp.yaml",
        Files.readString(folder.resolve("mappings/crm-to-erp.yaml"))
            .replaceAll("(?m)^destination:.*$", block("owns:").replaceAll("(?m)^#.*\n", "")));
    route("crm-to-erp", "jdbc-upsert:customers?dataSource=#erp");
    List<String> statements =
        new ColumnLocks(List.of("team"), name -> Optional.empty())
            .of(lineage().flows())
            .get(0)
            .statements();
    assertThat(String.join("\n", statements))
        .isEqualTo(block("GRANT UPDATE").replaceAll("(?m)^ +", ""));
  }

  @Test
  void theContractIsOne() throws IOException {
    write(
        "mappings/crm-to-erp.yaml",
        Files.readString(folder.resolve("mappings/crm-to-erp.yaml")) + block("fresh: 30m") + "\n");
    Contract contract =
        MappingFile.compile(folder.resolve("mappings"), "crm-to-erp", MappingFile.EXAMPLE_SETTINGS)
            .model()
            .contract()
            .orElseThrow();
    assertThat(contract.freshInWords()).contains("30m");
    assertThat(page)
        .contains("`" + AlertKind.STALE.word() + "`", "`" + AlertKind.EMPTY.word() + "`");
  }
}
