package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records go to an endpoint of Camel's own that knows nothing of records. */
class SendFlowTest {
  private static final String FLOW = "people-to-files";

  @TempDir private Path folder;
  private String source;
  private Home home;

  @BeforeEach
  void people() {
    source = "jdbc:sqlite:" + folder.resolve("source.db");
    Sql.execute(
        source, "CREATE TABLE people AS SELECT 1 AS id, 'Ann' AS name UNION SELECT 2, 'Bo'");
    home =
        new Home(folder)
            .source("source", source)
            .write("mappings/people.yaml", MAPPING)
            .write("routes/people-to-files.camel.yaml", route("send:direct:people-to-files-one"));
  }

  private static final String MAPPING =
      """
      source: { system: HR, object: people }
      destination: { system: Files, object: person }
      key: { id: id }
      fields: { name: name }
      """;

  private String route(String destination) {
    return """
        - route:
            id: people-to-files
            from:
              uri: quartz:people-to-files
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
                - to: { uri: "sql:select id, name from people", parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 10 } }
                - split:
                    expression: { ref: { expression: chunk10 } }
                    streaming: true
                    stopOnException: true
                    steps:
                      - to: mapping:people
                      - to: dedup:ledger
                      - to: "%s"
        - route:
            id: people-to-files-one
            from:
              uri: direct:people-to-files-one
              steps:
                - setHeader: { name: CamelFileName, simple: { expression: "${header.onewayKey}.txt" } }
                - setBody: { simple: { expression: "${header.onewayOperation} ${body[name]}" } }
                - bean: { beanType: dev.oneway.flows.Sabotage, method: pass }
                - to: file:%s?fileExist=Fail
        """
        .formatted(destination, folder.resolve("out"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              })
          .sorted()
          .toList();
    }
  }

  @Test
  void eachRecordIsAMessageAndTheBooksBalance() throws IOException {
    Sabotage.none();
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(2);
    assertThat(files()).containsExactly("upsert Ann", "upsert Bo");
    assertThat(home.runOnce(FLOW).counts().of(Fate.UNCHANGED)).isEqualTo(2);
  }

  @Test
  void whatWasSentOfAChunkThatFailedIsNotSentAgain() throws IOException {
    Sabotage.at(
        2,
        () -> {
          throw new IllegalStateException("the disk is full");
        });
    // A file that is there already would fail it: fileExist=Fail.
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    assertThat(files()).containsExactly("upsert Ann", "upsert Bo");
  }

  @Test
  void whatCantBeSentFailsTheRunAndIsNoDeadLetter() throws IOException {
    Sabotage.none();
    Files.writeString(Files.createDirectories(folder.resolve("out")).resolve("x"), "");
    home.runOnce(FLOW);
    Sql.execute(source, "UPDATE people SET name = name || '!'");
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.reason().orElseThrow()).contains("a record couldn't be sent");
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void anEndpointThatIsWrongIsToldWhenTheRouteIsLoaded() {
    home.write("routes/people-to-files.camel.yaml", route("send:nowhere:x"));
    Flow flow = home.flows().get(0);
    assertThat(flow.state()).isInstanceOf(FlowState.Broken.class);
    assertThat(flow.state().toString()).contains("nowhere");
  }
}
