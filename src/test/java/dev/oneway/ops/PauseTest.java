package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flows.Sabotage;
import dev.oneway.run.RunState;
import dev.oneway.testing.LogLines;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow that is paused begins nothing until it is resumed. */
class PauseTest {
  private static final String EVENTS = "events-to-target";
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Longer than a service takes to see what was done elsewhere. */
  private static final Duration LONG_ENOUGH_TO_SEE = Duration.ofMillis(1500);

  @TempDir private Path folder;
  private final LogLines log = new LogLines("dev.oneway.app");
  private String target;
  private OpsHouse house;

  @BeforeEach
  void open() {
    Sabotage.none();
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    house = new OpsHouse(folder).sabotaged();
    house.home.set("oneway.door.port", "0").write(route(EVENTS), EVENT_ROUTES);
    house.home.write(
        "mappings/events.yaml",
        """
        source: { system: Shop, object: event }
        destination: { system: Target, object: event }
        key: { id: id }
        fields: { word: word }
        """);
  }

  @AfterEach
  void close() {
    house.close();
    log.close();
  }

  private static final String EVENT_ROUTES =
      """
      - route:
          id: events-to-target-webhook
          from:
            uri: platform-http:/events
            parameters: { httpMethodRestrict: POST }
            steps:
              - to: inbox:events?key=/id
      - route:
          id: events-to-target
          from:
            uri: inbox:events
            steps:
              - to: direct:events-to-target-store
      - route:
          id: events-to-target-store
          from:
            uri: direct:events-to-target-store
            steps:
              - to: mapping:events
              - to: dedup:ledger
              - to: jdbc-upsert:events?dataSource=#target&create=true
      """;

  private static String route(String flow) {
    return "routes/" + flow + ".camel.yaml";
  }

  private int status(String path) {
    return house.post(path, "{}").statusCode();
  }

  private void press(String flow, String what) {
    assertThat(status("/api/flows/" + flow + "/" + what)).isEqualTo(200);
  }

  private String condition(String flow) {
    return ((java.util.Map<?, ?>) house.json("/api/flows/" + flow).get("health"))
        .get("condition")
        .toString();
  }

  private int send(int id) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + house.application().doorPort() + "/events"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":" + id + ",\"word\":\"w\"}"))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private List<String> events() {
    boolean isThere =
        !Sql.rows(target, "SELECT name FROM sqlite_master WHERE name = 'events'").isEmpty();
    return isThere ? Sql.rows(target, "SELECT id FROM events ORDER BY id") : List.of();
  }

  private void awaitLog(String line) {
    await().atMost(SOON).until(() -> log.all().stream().anyMatch(told -> told.contains(line)));
  }

  private void start() {
    house.start();
    assertThat(house.json("/api/flows/" + EVENTS)).doesNotContainKey("faults");
  }

  private void awaitTakenUp(String flow) {
    awaitLog(flow + " is paused: it begins nothing more.");
  }

  @Test
  void aPausedFlowIsShownAsSuchAndCantBeRunOutOfTurn() {
    house.start();
    press(OpsHouse.PEOPLE, "pause");
    press(OpsHouse.PEOPLE, "pause");

    assertThat(house.json("/api/flows/" + OpsHouse.PEOPLE))
        .containsEntry("paused", true)
        .containsEntry("nextRunAt", null)
        .hasEntrySatisfying(
            "health",
            health ->
                assertThat(health.toString())
                    .contains("condition=paused", "by local", "oneway resume " + OpsHouse.PEOPLE));
    assertThat(house.post("/api/flows/" + OpsHouse.PEOPLE + "/run", "{}"))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(409))
        .satisfies(answer -> assertThat(answer.body()).contains("Resume it: oneway resume"));
    assertThat(house.application().fire(OpsHouse.PEOPLE)).isFalse();
    awaitTakenUp(OpsHouse.PEOPLE);
    assertThat(house.get("/health/ready").statusCode()).isEqualTo(200);

    press(OpsHouse.PEOPLE, "resume");
    press(OpsHouse.PEOPLE, "resume");
    assertThat(condition(OpsHouse.PEOPLE)).isEqualTo("new");
    house.add("people", 1, "Ann");
    awaitLog(OpsHouse.PEOPLE + " goes on.");
    assertThat(house.run(OpsHouse.PEOPLE).state()).isEqualTo(RunState.DONE);
    assertThat(house.json("/api/audit").toString()).contains("action=pause", "action=resume");
    assertThat(status("/api/flows/nobody/pause")).isEqualTo(404);
  }

  @Test
  void webhooksWaitInTheInboxOfAPausedFlowAlsoOverARestart() throws Exception {
    start();
    assertThat(send(1)).isEqualTo(202);
    await().atMost(SOON).until(() -> events().equals(List.of("1")));
    press(EVENTS, "pause");
    awaitTakenUp(EVENTS);
    assertThat(send(2)).isEqualTo(202);

    house.close();
    house.start();
    assertThat(condition(EVENTS)).isEqualTo("paused");
    assertThat(house.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(send(3)).isEqualTo(202);
    await().pollDelay(LONG_ENOUGH_TO_SEE).until(() -> events().equals(List.of("1")));

    press(EVENTS, "resume");
    await().atMost(SOON).until(() -> events().equals(List.of("1", "2", "3")));
  }

  @Test
  void aRunThatGoesOnEndsAndAnEditKeepsTheFlowPaused() throws IOException {
    house.start();
    house.add("people", 1, "Ann");
    CountDownLatch paused = new CountDownLatch(1);
    Sabotage.at(
        1,
        () -> {
          press(OpsHouse.PEOPLE, "pause");
          awaitTakenUp(OpsHouse.PEOPLE);
          paused.countDown();
        });
    assertThat(house.run(OpsHouse.PEOPLE).state()).isEqualTo(RunState.DONE);
    assertThat(paused.getCount()).isZero();

    String schedule = "0 0 3 1 1 ?";
    String every = "0/1 * * * * ?";
    house.home.write(
        route(OpsHouse.PEOPLE),
        Files.readString(house.home.file(route(OpsHouse.PEOPLE))).replace(schedule, every));
    await()
        .atMost(SOON)
        .until(
            () ->
                !house
                    .json("/api/flows/" + OpsHouse.PEOPLE)
                    .get("schedule")
                    .toString()
                    .contains("3:00"));
    await()
        .pollDelay(LONG_ENOUGH_TO_SEE)
        .until(
            () ->
                house.application().books().log().latestOf(OpsHouse.PEOPLE, 5).size() == 1
                    && condition(OpsHouse.PEOPLE).equals("paused"));
    press(OpsHouse.PEOPLE, "resume");
    await()
        .atMost(SOON)
        .until(() -> house.application().books().log().latestOf(OpsHouse.PEOPLE, 5).size() > 1);
  }

  @Test
  void whatAnotherProcessPausesIsTakenUp() {
    house.start();
    try (Application other = house.home.start(Entry.INSPECT)) {
      assertThat(other.pausedFlows().pause(EVENTS, "ann")).isTrue();
      awaitTakenUp(EVENTS);
      assertThat(condition(EVENTS)).isEqualTo("paused");
      assertThat(other.pausedFlows().pause(EVENTS, "bob")).isFalse();
      assertThat(other.pausedFlows().resume(EVENTS)).isTrue();
      awaitLog(EVENTS + " goes on.");
      assertThat(other.pausedFlows().resume(EVENTS)).isFalse();
    }
  }

  @Test
  void whereNoInboxIsThereWhoSendsIsAskedToDoSoLater() throws Exception {
    house.home.write(
        route(EVENTS),
        EVENT_ROUTES
            .replaceFirst("(?s)- to: inbox.*?steps:\n +", "")
            .replace("- to: direct", "- unmarshal: { json: {} }\n        - to: direct")
            .replace("target-webhook", "target"));
    start();
    assertThat(send(1)).isIn(200, 202, 204);
    press(EVENTS, "pause");
    awaitTakenUp(EVENTS);
    assertThat(send(2)).isEqualTo(503);
    house.close();
    house.start();
    assertThat(send(2)).isEqualTo(503);
    press(EVENTS, "resume");
    await().atMost(SOON).until(() -> send(2) < 300);
    assertThat(events()).containsExactly("1", "2");
  }
}
