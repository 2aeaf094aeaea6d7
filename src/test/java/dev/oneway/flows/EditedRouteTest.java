package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.app.FlowInUse;
import dev.oneway.flow.Entry;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.LogLines;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows run while somebody edits, adds and removes their route files. */
class EditedRouteTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PEOPLE = "routes/people.camel.yaml";

  @TempDir private Path folder;
  private final LogLines log = new LogLines("dev.oneway.app");
  private String target;
  private Home home;

  @BeforeEach
  void twoDatabases() {
    Sabotage.none();
    String source = "jdbc:sqlite:" + folder.resolve("source.db");
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    Sql.execute(
        source,
        "CREATE TABLE people AS SELECT 1 AS id, 'Ann' AS name UNION SELECT 2, 'Bo';\n"
            + "CREATE TABLE pets AS SELECT 1 AS id, 'Rex' AS name");
    Sql.execute(
        target,
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);\n"
            + "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT)");
    home =
        new Home(folder)
            .source("source", source)
            .destination("target", target)
            .write(PEOPLE, route("people", "select id, name from people"))
            .write("mappings/people.yaml", mapping("people"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static String route(String flow, String query) {
    return """
        - route:
            id: %1$s
            from:
              uri: quartz:%1$s
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
                - to: { uri: "sql:%2$s", parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 10 } }
                - split:
                    expression: { ref: { expression: chunk10 } }
                    streaming: true
                    stopOnException: true
                    steps:
                      - bean: { beanType: dev.oneway.flows.Sabotage, method: pass }
                      - to: mapping:%1$s
                      - to: dedup:ledger
                      - to: jdbc-upsert:%1$s?dataSource=#target
        """
        .formatted(flow, query);
  }

  private static String mapping(String object) {
    return """
        source: { system: HR, object: %1$s }
        destination: { system: Target, object: %1$s }
        key: { id: id }
        fields:
          name: { from: name, required: true }
        """
        .formatted(object);
  }

  private Application start() {
    Application application = home.start(Entry.SCHEDULE);
    application.loadFlows();
    application.takeOver();
    return application;
  }

  private static Optional<FlowInUse> inUse(Application application, String flow) {
    return application.flowsInUse().stream()
        .filter(one -> one.flow().name().equals(flow))
        .findFirst();
  }

  private static boolean isReady(Application application, String flow) {
    return inUse(application, flow).filter(one -> one.flow().isReady()).isPresent();
  }

  private void awaitLog(String part) {
    await().atMost(SOON).until(() -> log.all().stream().anyMatch(line -> line.contains(part)));
  }

  private static RunSummary run(Application application, String flow) {
    int before = application.books().log().latestOf(flow, 100).size();
    application.fire(flow);
    return await()
        .atMost(SOON)
        .until(
            () -> application.books().log().latestOf(flow, 100),
            runs -> runs.size() > before && runs.get(0).endedAt().isPresent())
        .get(0);
  }

  private List<String> names(String table) {
    return Sql.rows(target, "SELECT name FROM " + table + " ORDER BY id");
  }

  @Test
  void anEditedRouteIsTakenUpAndTheOthersGoOn() {
    home.write("routes/pets.camel.yaml", route("pets", "select id, name from pets"))
        .write("mappings/pets.yaml", mapping("pets"));
    try (Application application = start()) {
      run(application, "people");
      assertThat(names("people")).containsExactly("Ann", "Bo");

      home.write(PEOPLE, route("people", "select id, name || '!' as name from people"));
      awaitLog("people.camel.yaml has changed: people runs by it from now on.");
      assertThat(run(application, "people").state()).isEqualTo(RunState.DONE);
      assertThat(run(application, "pets").state()).isEqualTo(RunState.DONE);
    }
    assertThat(names("people")).containsExactly("Ann!", "Bo!");
    assertThat(names("pets")).containsExactly("Rex");
  }

  @Test
  void anEditOfOneFlowMindsNoComparisonOfAnother() {
    home.write("routes/pets.camel.yaml", route("pets", "select id, name from pets"))
        .write("mappings/pets.yaml", mapping("pets"))
        .set("oneway.drift.people", "0 0 4 1 1 ?")
        .set("oneway.drift.pets", "0 0 4 1 1 ?");
    try (Application application = start()) {
      home.write(PEOPLE, route("people", "select id, name || '!' as name from people"));
      awaitLog("people.camel.yaml has changed: people runs by it from now on.");
      assertThat(run(application, "people").state()).isEqualTo(RunState.DONE);
    }
    assertThat(names("people")).containsExactly("Ann!", "Bo!");
  }

  @Test
  void aRunThatIsGoingOnEndsByItsOldDefinitionAndTheNextBeginsByTheNewOne() throws Exception {
    CountDownLatch edited = new CountDownLatch(1);
    Sabotage.at(
        1,
        () -> {
          home.write(PEOPLE, route("people", "select id, name || '!' as name from people"));
          awaitLog("people goes by it when its run has ended");
          edited.countDown();
        });
    try (Application application = start()) {
      application.fire("people");
      assertThat(edited.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      awaitLog("has changed: people runs by it from now on");
      List<RunSummary> runs = application.books().log().latestOf("people", 10);
      assertThat(runs).singleElement().matches(one -> one.state() == RunState.DONE);
      assertThat(names("people")).containsExactly("Ann", "Bo");
      run(application, "people");
    }
    assertThat(names("people")).containsExactly("Ann!", "Bo!");
  }

  @Test
  void aBrokenEditKeepsTheLastGoodOneAndItsFaultsAreTold() {
    try (Application application = start()) {
      home.write(
          PEOPLE,
          route("people", "select id, name || '!' as name from people")
              .replace("dedup:ledger", "dedupe:ledger"));
      awaitLog("people.camel.yaml is broken; people goes on as it was");
      assertThat(inUse(application, "people").orElseThrow().edit().toString())
          .contains("dedupe", "Did you mean `dedup`");
      assertThat(run(application, "people").state()).isEqualTo(RunState.DONE);
      assertThat(names("people")).containsExactly("Ann", "Bo");

      home.write(PEOPLE, route("people", "select id, name from people"));
      awaitLog("is mended");
      assertThat(inUse(application, "people").orElseThrow().edit()).isEmpty();
    }
  }

  @Test
  void anEditThatOnlyFailsWhenItStartsGivesWayToTheLastGoodOne() {
    home.write("routes/a.camel.yaml", door("a", "/in", "POST"))
        .write("routes/b.camel.yaml", door("b", "/b", "POST"));
    home.set("oneway.door.port", "0");
    home.write("mappings/a.yaml", mapping("a")).write("mappings/b.yaml", mapping("b"));
    try (Application application = start()) {
      assertThat(isReady(application, "b")).isTrue();
      home.write("routes/b.camel.yaml", door("b", "/in", "POST,PUT"));
      awaitLog("b.camel.yaml is broken; b goes on as it was");
      assertThat(inUse(application, "b").orElseThrow().edit().toString())
          .contains("another route takes POST /in already");
      assertThat(isReady(application, "b")).isTrue();
    }
  }

  private static String door(String flow, String path, String methods) {
    return """
        - route:
            id: %1$s
            from:
              uri: platform-http:%2$s
              parameters: { httpMethodRestrict: "%3$s" }
              steps:
                - to: mapping:%1$s
                - to: dedup:ledger
                - to: jdbc-upsert:%1$s?dataSource=#target&create=true
        """
        .formatted(flow, path, methods);
  }

  @Test
  void aNewFileIsANewFlowAndARemovedOneEnds() throws IOException {
    try (Application application = start()) {
      home.write("mappings/pets.yaml", mapping("pets"))
          .write("routes/pets.camel.yaml", route("pets", "select id, name from pets"));
      await().atMost(SOON).until(() -> isReady(application, "pets"));
      run(application, "pets");
      assertThat(names("pets")).containsExactly("Rex");

      Files.delete(home.file(PEOPLE));
      awaitLog("people has ended");
      await().atMost(SOON).until(() -> inUse(application, "people").isEmpty());
      assertThat(application.books().openRuns()).isEmpty();
      run(application, "pets");
    }
  }

  @Test
  void aFlowThatCouldntRunDoesAsSoonAsItsMappingIsMended() {
    home.write("mappings/people.yaml", mapping("people").replace("name:", "nmae:"));
    home.write("routes/pets.camel.yaml", route("pets", "select id, name from pets"))
        .write("mappings/pets.yaml", mapping("pets"));
    try (Application application = start()) {
      assertThat(isReady(application, "people")).isFalse();
      home.write("mappings/people.yaml", mapping("people"));
      await().atMost(SOON).until(() -> isReady(application, "people"));
      run(application, "people");
    }
    assertThat(names("people")).containsExactly("Ann", "Bo");
  }

  @Test
  void anEditThatWouldGiveAFieldASecondWriterIsRefusedAndBothFlowsGoOn() {
    home.write("routes/pets.camel.yaml", route("pets", "select id, name from pets"))
        .write("mappings/pets.yaml", mapping("pets"));
    try (Application application = start()) {
      home.write("mappings/more.yaml", mapping("people"));
      home.write(
          "routes/pets.camel.yaml",
          route("pets", "select id, name from pets").replace("mapping:pets", "mapping:more"));
      awaitLog("pets.camel.yaml is broken; pets goes on as it was");
      assertThat(run(application, "pets").state()).isEqualTo(RunState.DONE);
      assertThat(run(application, "people").state()).isEqualTo(RunState.DONE);
    }
    assertThat(names("pets")).containsExactly("Rex");
  }

  private static final String INBOX =
      """
      - route:
          id: events-webhook
          from:
            uri: platform-http:/events
            parameters: { httpMethodRestrict: POST }
            steps:
              - to: inbox:events?key=/id
      - route:
          id: events
          from:
            uri: inbox:events
            parameters: { chunk: %d }
            steps:
              - to: mapping:events
              - to: dedup:ledger
              - to: jdbc-upsert:events?dataSource=#target&create=true
      """;

  @Test
  void whoSendsEventsWhileTheirFlowIsEditedIsNeverTurnedAway() throws Exception {
    home.set("oneway.door.port", "0")
        .write("mappings/events.yaml", mapping("events"))
        .write("routes/events.camel.yaml", INBOX.formatted(1));
    try (Application application = start()) {
      URI door = URI.create("http://127.0.0.1:" + application.doorPort() + "/events");
      AtomicBoolean edited = new AtomicBoolean();
      Future<Integer> sender = sending(door, edited);
      for (int edit = 2; edit < 5; edit++) {
        log.next();
        home.write("routes/events.camel.yaml", INBOX.formatted(edit));
        awaitLog("has changed");
      }
      edited.set(true);
      int sent = sender.get(SOON.toSeconds(), TimeUnit.SECONDS);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(Sql.rows(target, "SELECT COUNT(*) FROM events"))
                      .containsExactly(Integer.toString(sent)));
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  /** Sends events one after the other until told to stop; each until it is taken. */
  private static Future<Integer> sending(URI door, AtomicBoolean stop) {
    HttpClient client = HttpClient.newHttpClient();
    return CompletableFuture.supplyAsync(
        () -> {
          int sent = 0;
          while (!stop.get()) {
            HttpRequest event =
                HttpRequest.newBuilder(door)
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString("{\"id\":" + sent + ",\"name\":\"x\"}"))
                    .build();
            int status = client.sendAsync(event, BodyHandlers.discarding()).join().statusCode();
            assertThat(status).isIn(202, 503);
            sent += status == 202 ? 1 : 0;
          }
          return sent;
        });
  }

  @Test
  void anEditedRouteOfJavaIsCompiledAnew() {
    home.write("mappings/pets.yaml", mapping("pets")).write("routes/pets.java", java(""));
    try (Application application = start()) {
      run(application, "pets");
      home.write("routes/pets.java", java(" || '!'"));
      awaitLog("pets runs by it from now on");
      run(application, "pets");
    }
    assertThat(names("pets")).containsExactly("Rex!");
  }

  private static String java(String more) {
    return """
        import org.apache.camel.builder.RouteBuilder;

        public class pets extends RouteBuilder {
          @Override
          public void configure() {
            from("quartz:pets?cron=0+0+3+1+1+?&stateful=true").routeId("pets")
                .to("sql:select id, name%s as name from pets?dataSource=#source&outputType=StreamList&fetchSize=10")
                .split().ref("chunk10").streaming().stopOnException()
                .to("mapping:pets").to("dedup:ledger").to("jdbc-upsert:pets?dataSource=#target");
          }
        }
        """
        .formatted(more);
  }
}
