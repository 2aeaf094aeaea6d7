package dev.oneway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.Books;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a collector is told of runs. */
class TracesTest {
  private static final String FLOW = "people-to-target";

  @TempDir private Path folder;
  private TraceReceiver receiver;
  private String target;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    receiver = new TraceReceiver();
    String source = "jdbc:sqlite:" + folder.resolve("source.db");
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    Sql.execute(
        source,
        "CREATE TABLE people AS WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n"
            + " WHERE id < 25) SELECT id, 'Personal ' || id AS name FROM n");
    Sql.execute(target, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)");
    home =
        new Home(folder)
            .source("source", source)
            .destination("target", target)
            .set("oneway.traces", "otlp")
            .set("oneway.traces.endpoint", receiver.url())
            .set("oneway.traces.header.api-key", "s3cret-key")
            .write(
                "mappings/people.yaml",
                """
                source: { system: HR, object: people }
                destination: { system: Target, object: people }
                key: { id: id }
                fields: { name: name }
                """)
            .write(
                "routes/" + FLOW + ".camel.yaml",
                """
                - route:
                    id: people-to-target
                    from:
                      uri: quartz:people-to-target
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
                              - to: jdbc-upsert:people?dataSource=#target
                """);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Span root() {
    return receiver.spans().stream()
        .filter(span -> span.getParentSpanId().isEmpty())
        .reduce(
            (one, other) -> {
              throw new AssertionError("two traces");
            })
        .orElseThrow();
  }

  private static AnyValue attribute(Span span, String name) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(name))
        .map(KeyValue::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + span.getName()));
  }

  private List<Span> steps(String name) {
    return receiver.spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  @Test
  void aRunIsATraceWithItsStepsAndCounts() {
    RunSummary run = home.runOnce(FLOW);
    Span root = root();
    assertThat(root.getName()).isEqualTo("run " + FLOW);
    assertThat(attribute(root, "oneway.run").getStringValue()).isEqualTo(run.id());
    assertThat(attribute(root, "oneway.records.read").getIntValue()).isEqualTo(25);
    assertThat(attribute(root, "oneway.records.created").getIntValue()).isEqualTo(25);
    assertThat(root.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(root.getEndTimeUnixNano() - root.getStartTimeUnixNano())
        .isCloseTo(run.duration().toNanos(), within(1_000_000L));
    assertThat(steps("sql")).hasSize(3);
    for (String step : List.of("mapping:people", "dedup:ledger", "jdbc-upsert:people")) {
      assertThat(steps(step))
          .hasSizeGreaterThanOrEqualTo(3)
          .allMatch(span -> span.getParentSpanId().equals(root.getSpanId()))
          .allMatch(span -> span.getTraceId().equals(root.getTraceId()))
          .allMatch(span -> span.getStartTimeUnixNano() >= root.getStartTimeUnixNano() - 5_000_000);
    }
    assertThat(receiver.received().get(0).getResource().toString()).contains("oneway");
    assertThat(receiver.keys()).containsOnly("s3cret-key");
    assertThat(receiver.bytes()).contains("mapping:people").doesNotContain("Personal", "s3cret");
  }

  @Test
  void aFailureIsTheStatusAndTellsNoContent() {
    RunSummary run;
    try (Application application = home.start(Entry.ONCE)) {
      assertThat(application.loadFlow(FLOW).orElseThrow().isReady()).isTrue();
      application.takeOver();
      Sql.execute(target, "ALTER TABLE people RENAME TO away");
      run = application.call(FLOW, RunKind.ONCE, null);
    }
    assertThat(run.reason()).isPresent();
    Span root = root();
    assertThat(root.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(root.getStatus().getMessage()).isEqualTo(run.stateInWords());
    assertThat(steps("jdbc-upsert:people"))
        .isNotEmpty()
        .allMatch(span -> span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(receiver.bytes()).doesNotContain("Personal", run.reason().orElseThrow());
  }

  @Test
  void theLogNamesTheTrace() {
    Logger logger = (Logger) LoggerFactory.getLogger(Books.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    try {
      home.runOnce(FLOW);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
    String trace = HexFormat.of().formatHex(root().getTraceId().toByteArray());
    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getMDCPropertyMap()).containsEntry("trace", trace));
  }

  @Test
  void whereNobodyTakesThemRunsGoOn() {
    receiver.close();
    assertThat(home.runOnce(FLOW).stateInWords()).isEqualTo("done");
  }

  @Test
  void nothingIsSentUnlessItIsSwitchedOn() {
    home.set("oneway.traces", "off");
    assertThat(home.runOnce(FLOW).stateInWords()).isEqualTo("done");
    assertThat(receiver.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4318", "http://ann:s3cret@localhost/v1/traces", "ftp://x/y"})
  void anEndpointThatIsNoneIsRefused(String endpoint) {
    home.set("oneway.traces.endpoint", endpoint);
    assertThatThrownBy(() -> home.start(Entry.ONCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("oneway.traces.endpoint must be")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void anotherWordIsRefused() {
    home.set("oneway.traces", "on");
    assertThatThrownBy(() -> home.start(Entry.ONCE))
        .hasMessage("oneway.traces: `on` is neither otlp nor off.");
  }
}
