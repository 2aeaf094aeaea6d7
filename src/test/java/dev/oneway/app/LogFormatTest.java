package dev.oneway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.oneway.flow.Entry;
import dev.oneway.record.RecordJson;
import dev.oneway.testing.Home;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log as JSON: each line an object that says which flow and run it is about. */
class LogFormatTest {
  @TempDir private Path folder;
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final OutputStreamAppender<ILoggingEvent> console = new OutputStreamAppender<>();

  /** As Oneway's own Logback file has it. */
  @BeforeEach
  void aConsole() {
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern("%msg%n");
    text.start();
    console.setContext(context);
    console.setName("CONSOLE");
    console.setEncoder(text);
    console.setOutputStream(out);
    console.start();
    root.addAppender(console);
  }

  @AfterEach
  void noConsole() {
    root.detachAppender(console);
  }

  private Home home() {
    return new Home(folder)
        .write(
            "routes/nothing.camel.yaml",
            """
            - route:
                id: nothing
                from:
                  uri: quartz:nothing
                  parameters: { cron: "0 0 3 1 1 ?", stateful: true }
                  steps:
                    - throwException: { exceptionType: java.lang.IllegalStateException, message: "no \\"way\\"" }
            """);
  }

  @Test
  void eachLineIsAnObjectWithTheFlowAndTheRun() {
    String run = home().set("oneway.log.format", "json").runOnce("nothing").id();
    List<Map<String, Object>> lines =
        out.toString(StandardCharsets.UTF_8).lines().map(RecordJson::readRecord).toList();
    assertThat(lines)
        .filteredOn(line -> line.get("loggerName").equals("dev.oneway.run.Books"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("level", "ERROR")
                    .containsEntry("mdc", Map.of("flow", "nothing", "run", run))
                    .hasEntrySatisfying(
                        "formattedMessage",
                        text ->
                            assertThat(text.toString()).contains("nothing failed", "no \"way\""))
                    .doesNotContainKeys("arguments", "context"));
  }

  @Test
  void anotherWordIsRefused() {
    Home home = home().set("oneway.log.format", "jsn");
    assertThatThrownBy(() -> home.start(Entry.INSPECT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("oneway.log.format: `jsn` is neither text nor json.");
  }
}
