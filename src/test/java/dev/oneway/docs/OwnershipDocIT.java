package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.RecordJson;
import dev.oneway.testing.Home;
import dev.oneway.testing.OnewayProcess;
import dev.oneway.testing.OnewayProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/ownership.md, with the packaged jar. */
class OwnershipDocIT {
  private static final Pattern FILE =
      Pattern.compile("(?ms)^```yaml\\n# mappings/(\\S+)\\.yaml\\n(.*?)^```$");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^java -jar target/oneway\\.jar ([^#\\n]*[^#\\s])");

  @TempDir private Path folder;
  private final String page = Readme.fileText("docs/ownership.md");

  private void files() {
    Home home = new Home(folder).write("application.properties", "");
    Matcher files = FILE.matcher(page);
    while (files.find()) {
      String flow = files.group(1);
      // One line more, as the page counts the line that names the file.
      home.write("mappings/" + flow + ".yaml", "#\n" + files.group(2));
      home.write(
          "routes/" + flow + ".camel.yaml",
          """
          - route:
              id: NAME
              from: { uri: "timer:x", steps: [ { to: "mapping:NAME" }, { to: "log:x" } ] }
          """
              .replace("NAME", flow));
    }
  }

  @Test
  void everyCommandDoesWhatItSays() throws Exception {
    files();
    Result refused = OnewayProcess.run(folder, Map.of(), "validate");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out())
        .containsOnlyOnce("mappings/crm-to-erp.yaml:6:3: CRM.account.name comes back to itself")
        .contains("5 flows: 2 right, 3 broken");

    Files.delete(folder.resolve("routes/shop-to-crm.camel.yaml"));
    List<String> printed = new ArrayList<>();
    Matcher commands = COMMAND.matcher(page);
    while (commands.find()) {
      Result result = OnewayProcess.run(folder, Map.of(), commands.group(1).split(" "));
      assertThat(result.exitCode()).as(commands.group(1)).isZero();
      printed.add(result.out());
    }
    assertThat(printed).hasSize(5);
    assertThat(page).contains("```text\n" + printed.get(0) + "```");
    assertThat(printed.get(1)).contains("Shop.buyer.company", "  CRM.account.name");
    assertThat(Files.readString(folder.resolve("lineage.svg"))).contains("</svg>");
    assertThat(printed.get(3)).startsWith("flowchart LR");
    assertThat(RecordJson.readRecord(printed.get(4))).containsKeys("ways", "decides", "hybrids");
  }
}
