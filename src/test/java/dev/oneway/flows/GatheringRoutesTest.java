package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.fault.Fault;
import dev.oneway.flow.FlowState;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that make groups of all they read, and those that would take a part for the whole. */
class GatheringRoutesTest {
  private static final String READ =
      "- to: { uri: \"sql:SELECT * FROM people\", parameters: { dataSource: \"#hr\" } }\n";
  private static final String GATHER = "- to: gather:people?by=/team\n";
  private static final String DELIVER =
      "- to: mapping:team\n- to: dedup:ledger\n- to: jdbc-upsert:team?dataSource=#doors\n";

  @TempDir private Path folder;
  private String doors;

  private static String split(String steps) {
    return "- split:\n    expression: { ref: { expression: chunk2 } }\n    streaming: true\n"
        + "    stopOnException: true\n    steps:\n"
        + steps.indent(6);
  }

  private Home home(String steps) {
    String hr = "jdbc:sqlite:" + folder.resolve("hr.db");
    doors = "jdbc:sqlite:" + folder.resolve("doors.db");
    Sql.execute(hr, "CREATE TABLE IF NOT EXISTS people (id INTEGER, team TEXT)");
    Sql.execute(hr, "INSERT INTO people VALUES (1, 'A'), (2, 'B'), (3, ' A'), (4, 'C'), (5, NULL)");
    Sql.execute(doors, "CREATE TABLE IF NOT EXISTS team (name TEXT PRIMARY KEY, people TEXT)");
    return new Home(folder)
        .source("hr", hr)
        .destination("doors", doors)
        .write(
            "routes/team.camel.yaml",
            """
            - route:
                id: team
                from:
                  uri: quartz:team
                  parameters: { cron: "0 0 3 * * ?", stateful: true }
                  steps:
            """
                + steps.indent(8))
        .write(
            "mappings/team.yaml",
            """
            source: { system: HR, object: person }
            destination: { system: Doors, object: team }
            key: { name: team }
            fields: { people: { expr: '$join(people.$string(id), ",")' } }
            """);
  }

  private List<String> faults(String steps) {
    return home(steps).flows().get(0).state() instanceof FlowState.Broken broken
        ? broken.faults().stream().map(Fault::toString).toList()
        : List.of();
  }

  @Test
  void groupsAreDeliveredAsRecords() {
    Home home = home(READ + GATHER + split(DELIVER));
    assertThat(home.runOnce("team").countsInWords()).isEqualTo("read 3, created 3");
    assertThat(Sql.rows(doors, "SELECT name, people FROM team ORDER BY name"))
        .containsExactly("A|1,3", "B|2", "C|4");
    assertThat(home.plan("team").run().countsInWords()).isEqualTo("read 3, unchanged 3");
  }

  @Test
  void inAChunkThereIsOnlyAPartOfAGroup() {
    assertThat(faults(READ + split(GATHER + DELIVER)))
        .singleElement()
        .asString()
        .endsWith(
            ": `gather:` would make groups of one chunk, and take them for whole. Put it directly"
                + " below `steps:`, behind what reads everything and before the `split:`.");
  }

  @Test
  void whatChangedIsOnlyAPartOfAGroup() {
    String since = READ.replace("people", "people WHERE id > :#${exchangeProperty.since}");
    assertThat(faults(since + GATHER + split(DELIVER)))
        .singleElement()
        .asString()
        .endsWith(
            ": `gather:` would make groups of what changed since the watermark, and take them for"
                + " whole. Let the route read everything.");
  }
}
