package dev.oneway.flows;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.run.Reasons;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** However a run fails: neither logs nor reasons nor dead letters tell a password or a token. */
class SecretsTest {
  private static final String SECRET = "s3cret-Pa55";

  @TempDir private Path folder;
  private final WireMockServer vendor =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private final LogLines log = new LogLines();
  private People people;

  /** Everything logged, stack traces included. */
  private static final class LogLines extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final PatternLayout layout = new PatternLayout();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(layout.doLayout(event));
    }
  }

  @BeforeEach
  void open() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.layout.setContext(root.getLoggerContext());
    log.layout.setPattern("%level %logger %msg%n%rEx");
    log.layout.start();
    log.setContext(root.getLoggerContext());
    log.start();
    root.addAppender(log);
    ((Logger) LoggerFactory.getLogger("dev.oneway")).setLevel(Level.INFO);
    vendor.start();
    people = new People(folder, 10);
    people.home.set("oneway.auth.vendor.type", "bearer").set("oneway.auth.vendor.token", SECRET);
  }

  @AfterEach
  void close() {
    Sabotage.none();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    ((Logger) LoggerFactory.getLogger("dev.oneway")).setLevel(null);
    vendor.stop();
  }

  private String runAndTell() {
    StringBuilder told = new StringBuilder();
    try (Application application = people.home.start(Entry.ONCE)) {
      Flow flow = application.loadFlow(People.FLOW).orElseThrow();
      told.append(flow.state()).append(flow.notes());
      if (flow.isReady()) {
        application.takeOver();
        RunSummary run = application.call(People.FLOW, RunKind.ONCE, null);
        told.append(run);
        application
            .deadLetters()
            .list(dev.oneway.deadletter.DeadLetterFilter.waiting(100))
            .forEach(letter -> told.append(letter.reason()).append(letter.category()));
      }
    } catch (RuntimeException e) {
      told.append(Reasons.of(e));
    }
    return told.append(String.join("", log.lines)).toString();
  }

  static Stream<ResponseDefinitionBuilder> answers() {
    return Stream.of(
        aResponse().withStatus(401).withBody("{\"error\":\"bad token " + SECRET + "\"}"),
        aResponse().withStatus(403).withBody("Authorization: Bearer " + SECRET + " lacks rights"),
        aResponse().withStatus(500).withBody("dump: " + SECRET),
        aResponse().withStatus(200).withBody("<html>token=" + SECRET + "</html>"),
        aResponse().withStatus(200).withBody("{\"items\":[{\"id\":1,\"x\":\"" + SECRET),
        aResponse().withStatus(302).withHeader("Location", "http://other/?token=" + SECRET),
        aResponse().withStatus(302).withHeader("Location", "::" + SECRET),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void whateverAVendorAnswersTheTokenIsNotTold(ResponseDefinitionBuilder answer) {
    vendor.stubFor(any(anyUrl()).willReturn(answer));
    people.route(
        """
        - to: pages:%s/people?query=RAW(key=%s)&auth=vendor&attempts=1
        - split:
            expression: { ref: { expression: chunk100 } }
            streaming: true
            stopOnException: true
            steps:
              - to: mapping:people
              - to: dedup:ledger
              - to: jdbc-upsert:people?dataSource=#target
        """
            .formatted(vendor.baseUrl(), SECRET));
    assertThat(runAndTell()).contains("FAILED").doesNotContain(SECRET);
  }

  @Test
  void aUrlWithCredentialsIsRefusedWithoutThem() {
    people.route("- to: pages:http://me:" + SECRET + "@localhost/people\n");
    assertThat(runAndTell()).contains("Broken").doesNotContain(SECRET);
  }

  @Test
  void aDatabasesPasswordIsNotTold() {
    for (String wrong :
        List.of(
            "jdbc:postgresql://127.0.0.1:1/x?user=u&password=" + SECRET,
            "jdbc:postgresql://u:" + SECRET + "@127.0.0.1:1/x",
            "jdbc:postgresql:///?password=" + SECRET + "&port=abc",
            "jdbc:nosuchdb://host/x?password=" + SECRET,
            "postgresql://u:" + SECRET + "@host/x")) {
      people.home.destination("target", wrong);
      assertThat(runAndTell()).as(wrong).doesNotContain(SECRET);
      people.home.destination("target", people.target).source("source", wrong);
      assertThat(runAndTell()).as(wrong).doesNotContain(SECRET);
      people.home.source("source", people.source);
    }
  }

  @Test
  void aPasswordOfItsOwnSettingIsNotTold() {
    people
        .home
        .set("oneway.datasource.target.user", "nobody")
        .set("oneway.datasource.target.password", SECRET);
    assertThat(runAndTell()).doesNotContain(SECRET);
  }

  @Test
  void theStateStoresPasswordIsNotTold() {
    for (String wrong :
        List.of(
            "jdbc:postgresql://127.0.0.1:1/x?user=u&password=" + SECRET,
            "postgres://u:" + SECRET + "@host/x")) {
      people.home.set("oneway.state.url", wrong).set("oneway.state.password", SECRET);
      assertThat(runAndTell()).as(wrong).doesNotContain(SECRET);
    }
  }

  @Test
  void whatARecordHoldsIsNotToldInLogs() {
    Sql.execute(people.source, "UPDATE people SET name = '" + SECRET + "'");
    Sql.execute(people.target, "ALTER TABLE people ADD CHECK (length(name) < 3)");
    people.run();
    assertThat(people.home.deadLetters()).hasSize(10);
    Sql.execute(people.source, "UPDATE people SET salary = salary + 1, updated_at = now()");
    Sabotage.at(
        1, () -> Sql.execute(people.target, "ALTER TABLE people RENAME COLUMN name TO nom"));
    people.run();
    Throwable unused = catchThrowable(() -> people.home.replay(People.FLOW));
    assertThat(String.join("", log.lines)).contains("failed").doesNotContain(SECRET);
  }

  /** The home of a test must not hide what it is about. */
  @Test
  void theLogIsReallyRead() {
    Home home = people.home;
    Sabotage.at(1, () -> Sql.execute(people.target, "DROP TABLE people"));
    home.runOnce(People.FLOW);
    assertThat(String.join("", log.lines)).contains("people-to-target failed");
  }
}
