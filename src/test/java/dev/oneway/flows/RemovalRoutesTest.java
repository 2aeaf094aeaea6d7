package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that can't keep what their mapping says of records that are gone are refused. */
class RemovalRoutesTest {
  private static final String READ =
      "- to: { uri: \"sql:SELECT * FROM people\", parameters: { dataSource: \"#hr\" } }\n";
  private static final String DELIVER =
      "- to: mapping:people\n- to: dedup:ledger\n- to: jdbc-upsert:people?dataSource=#doors\n";

  @TempDir private Path folder;

  private static String split(String more, String steps) {
    return "- split:\n    expression: { ref: { expression: chunk100 } }\n    streaming: true\n"
        + more.indent(4)
        + "    steps:\n"
        + steps.indent(6);
  }

  private List<String> faults(String steps) {
    String hr = "jdbc:sqlite:" + folder.resolve("hr.db");
    String doors = "jdbc:sqlite:" + folder.resolve("doors.db");
    Sql.execute(hr, "CREATE TABLE IF NOT EXISTS people (id INTEGER, name TEXT)");
    Sql.execute(doors, "CREATE TABLE IF NOT EXISTS people (id INTEGER PRIMARY KEY, name TEXT)");
    Home home =
        new Home(folder)
            .source("hr", hr)
            .destination("doors", doors)
            .set("oneway.auth.zendesk.type", "basic")
            .set("oneway.auth.zendesk.username", "reader@example.com/token")
            .set("oneway.auth.zendesk.password", "s3cret")
            .write(
                "routes/people.camel.yaml",
                """
                - route:
                    id: people
                    from:
                      uri: quartz:people
                      parameters: { cron: "0 0 3 * * ?", stateful: true }
                      steps:
                """
                    + steps.indent(8))
            .write(
                "mappings/people.yaml",
                """
                source: { system: HR, object: people }
                destination: { system: Doors, object: people }
                key: { id: id }
                fields: { name: name }
                deletes: { missing: gone, action: delete }
                """);
    Flow flow = home.flows().get(0);
    assertThat(flow.state()).isNotInstanceOf(FlowState.NotConfigured.class);
    return flow.state() instanceof FlowState.Broken broken
        ? broken.faults().stream().map(Fault::what).toList()
        : List.of();
  }

  @Test
  void aRouteThatReadsAllAndHasALedgerIsRight() {
    assertThat(faults(READ + split("", DELIVER))).isEmpty();
  }

  @Test
  void withoutALedgerNobodyKnowsWhatIsThere() {
    assertThat(faults(READ + split("", DELIVER.replace("- to: dedup:ledger\n", ""))))
        .containsExactly(
            "the mapping removes what is gone, and no ledger remembers what was delivered.");
  }

  @Test
  void withoutAnEndNothingIsRemovedAtIt() {
    assertThat(faults(READ + DELIVER))
        .containsExactly(
            "the mapping removes what is gone at the end of a run, and nothing here has an end.");
  }

  @Test
  void chunksSideBySideHaveNoEnd() {
    assertThat(faults(READ + split("parallelProcessing: true", DELIVER)))
        .containsExactly(
            "the mapping removes what is gone when all else is done, and chunks are worked on side"
                + " by side.");
  }

  @Test
  void aRouteThatAsksForWhatChangedLacksAlmostAll() {
    String changed =
        READ.replace(
            "SELECT * FROM people",
            "SELECT * FROM people WHERE name > :#${exchangeProperty.since}");
    assertThat(faults(changed + split("", DELIVER)))
        .containsExactly(
            "the mapping takes what is missing for gone, and the route asks only for what changed"
                + " since its watermark.");
  }

  @Test
  void alsoWhereAKameletAsksSo() {
    String kamelet =
        "- to: { uri: \"kamelet:zendesk-incremental-source\", parameters: { url:"
            + " \"http://127.0.0.1:1\" } }\n";
    assertThat(faults(kamelet + split("", DELIVER)))
        .containsExactly(
            "the mapping takes what is missing for gone, and the route asks only for what changed"
                + " since its watermark.");
  }

  @Test
  void aReadingInPartsIsNeverWhole() {
    assertThat(
            faults(
                "- split:\n    simple: \"a,b\"\n    delimiter: \",\"\n    steps:\n"
                    + (READ + split("", DELIVER)).indent(6)))
        .containsExactly(
            "the mapping takes what is missing for gone, and the route reads in several parts.");
  }
}
