package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.alert.AlertKind;
import dev.oneway.record.RecordJson;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operations see of a house whose flows run, fail, are broken or wait for settings. */
class OperationsTest {
  @TempDir private Path folder;
  private OpsHouse house;

  @BeforeEach
  void open() {
    house = new OpsHouse(folder).start();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> of(String flow, Map<String, Object> json) {
    return ((List<Map<String, Object>>) json.get("flows"))
        .stream().filter(one -> one.get("flow").equals(flow)).findFirst().orElseThrow();
  }

  private Map<String, Object> health(String flow) {
    return of(flow, house.json("/health"));
  }

  @Test
  void healthTellsOfEachFlowWhatIsWrongAndWhatToDo() {
    assertThat(house.get("/health/live").body()).isEqualTo("{\"status\":\"up\"}\n");
    assertThat(house.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(health(OpsHouse.PEOPLE))
        .containsEntry("condition", "new")
        .containsEntry("why", null);
    assertThat(health("broken"))
        .containsEntry("condition", "broken")
        .hasEntrySatisfying("why", why -> assertThat(why.toString()).contains("peple"))
        .hasEntrySatisfying("whatToDo", todo -> assertThat(todo).isNotNull());
    assertThat(health("unset"))
        .containsEntry("condition", "not configured")
        .hasEntrySatisfying("whatToDo", todo -> assertThat(todo.toString()).contains("nowhere"));
  }

  @Test
  void aFlowFailsAndRecoversAndEverybodyKnows() {
    house.add("people", 1, "Ann");
    house.run(OpsHouse.PEOPLE);
    await()
        .untilAsserted(() -> assertThat(health(OpsHouse.PEOPLE)).containsEntry("condition", "ok"));
    assertThat(metric("oneway_failing_seconds", OpsHouse.PEOPLE)).isEqualTo("0.0");

    house.add("people", 2, "Bob");
    house.targetGone();
    RunSummary failed = house.run(OpsHouse.PEOPLE);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    await()
        .untilAsserted(
            () ->
                assertThat(health(OpsHouse.PEOPLE))
                    .containsEntry("condition", "failing")
                    .containsEntry("why", failed.reason().orElseThrow())
                    .containsEntry("failingSince", failed.endedAt().orElseThrow().toString())
                    .hasEntrySatisfying("whatToDo", todo -> assertThat(todo).isNotNull()));
    assertThat(metric("oneway_failures_in_a_row", OpsHouse.PEOPLE)).isEqualTo("1.0");
    assertThat(Double.parseDouble(metric("oneway_failing_seconds", OpsHouse.PEOPLE))).isPositive();
    // A flow that fails makes nothing unready.
    assertThat(house.get("/health/ready").statusCode()).isEqualTo(200);

    house.targetBack();
    RunSummary healed = house.run(OpsHouse.PEOPLE);
    await()
        .untilAsserted(
            () ->
                assertThat(health(OpsHouse.PEOPLE))
                    .containsEntry("condition", "ok")
                    .containsEntry("failingSince", null));
    double took =
        java.time.Duration.between(failed.endedAt().orElseThrow(), healed.endedAt().orElseThrow())
                .toMillis()
            / 1000.0;
    assertThat(Double.parseDouble(metric("oneway_recovery_seconds", OpsHouse.PEOPLE)))
        .isEqualTo(took);
    assertThat(metric("oneway_failures_in_a_row", OpsHouse.PEOPLE)).isEqualTo("0.0");
  }

  private String metric(String name, String flow) {
    return house
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains("flow=\"" + flow + "\""))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("absent");
  }

  @Test
  void theApiTellsWhatTheCommandsTell() {
    house.add("people", 1, "Ann");
    house.add("people", 2, "Nobody");
    RunSummary run = house.run(OpsHouse.PEOPLE);
    house.run(OpsHouse.PEOPLE);

    Map<String, Object> flow = house.json("/api/flows/" + OpsHouse.PEOPLE);
    assertThat(flow)
        .containsEntry("flow", OpsHouse.PEOPLE)
        .containsEntry("state", "ready")
        .containsKeys("lastRun", "health", "nextRunAt");
    assertThat(of("broken", house.json("/api/flows"))).containsKey("faults");
    assertThat(house.get("/api/flows/nobody").statusCode()).isEqualTo(404);

    Map<String, Object> first = house.json("/api/runs?limit=1");
    Map<String, Object> second =
        house.json("/api/runs?limit=1&flow=" + OpsHouse.PEOPLE + "&before=" + first.get("next"));
    assertThat(second.get("runs").toString()).contains(run.id());
    assertThat(house.json("/api/runs?before=" + second.get("next")))
        .containsEntry("runs", List.of())
        .containsEntry("next", null);
    assertThat(house.json("/api/runs/" + run.id()))
        .containsEntry("run", run.id())
        .containsEntry("created", 1L);
    assertThat(house.get("/api/runs?flw=x").body()).contains("Did you mean `flow`?");
    assertThat(house.get("/api/runs?limit=100000").statusCode()).isEqualTo(400);

    assertThat(house.json("/api/stats").toString()).contains("successRate=1.0", "rejected=2");
    assertThat(house.json("/api/alerts")).containsEntry("alerts", List.of());
    assertThat(house.json("/api/inboxes")).containsKey("inboxes");
  }

  @Test
  void buttonsArePressedOnceAndKept() {
    house.add("people", 2, "Nobody");
    assertThat(house.post("/api/flows/" + OpsHouse.PEOPLE + "/run", "{}").statusCode())
        .isEqualTo(202);
    assertThat(house.post("/api/flows/broken/run", "{}").statusCode()).isEqualTo(409);
    await()
        .untilAsserted(
            () ->
                assertThat(house.json("/api/dead-letters").get("deadLetters").toString())
                    .contains("key=2"));
    String letter =
        house
            .application()
            .deadLetters()
            .list(dev.oneway.deadletter.DeadLetterFilter.waiting(1))
            .get(0)
            .id();
    assertThat(house.json("/api/dead-letters/" + letter).get("source").toString())
        .contains("Nobody");
    assertThat(house.json("/api/dead-letters").toString()).doesNotContain("source");
    String discard = "/api/dead-letters/" + letter + "/discard";
    assertThat(house.post(discard, "{}").statusCode()).isEqualTo(200);
    assertThat(house.post(discard, "{}").statusCode()).isEqualTo(409);
    assertThat(house.post("/api/flows/" + OpsHouse.PEOPLE + "/approve", "{}").statusCode())
        .isEqualTo(400);
    assertThat(
            house
                .post("/api/flows/" + OpsHouse.PEOPLE + "/approve", "{\"run\": \"x\"}")
                .statusCode())
        .isEqualTo(409);
    assertThat(house.json("/api/audit").get("audit").toString())
        .contains("run now", "discard dead letter", "approve deletes", "who=local");
  }

  @Test
  void anAlertThatLastsIsAcknowledgedOnce() {
    house
        .application()
        .alerts()
        .raise(OpsHouse.PEOPLE, AlertKind.DRIFT, Optional.empty(), "Something has drifted.");
    String id = house.application().alerts().open().get(0).id();
    String path = "/api/alerts/" + id + "/acknowledge";
    HttpResponse<String> answer = house.post(path, "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RecordJson.readRecord(answer.body()))
        .containsEntry("alert", id)
        .containsEntry("acknowledgedBy", "local")
        .containsEntry("resolvedAt", null);
    assertThat(house.post(path, "{}").statusCode()).isEqualTo(409);
    assertThat(house.post("/api/alerts/" + id.substring(0, 8) + "/acknowledge", "{}").statusCode())
        .isEqualTo(404);
    assertThat(house.json("/api/audit").toString()).contains("acknowledge alert");
  }

  @Test
  void aBrokenEditIsToldWhileTheLastGoodOneRuns() throws Exception {
    Path file = house.home.file("routes/" + OpsHouse.PEOPLE + ".camel.yaml");
    String good = Files.readString(file);
    Files.writeString(file, good.replace("dedup:ledger", "dedupe:ledger"));
    String path = "/api/flows/" + OpsHouse.PEOPLE;
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(house.json(path))
                    .containsEntry("state", "ready")
                    .hasEntrySatisfying(
                        "edit",
                        edit ->
                            assertThat(edit.toString())
                                .contains("Did you mean `dedup`", "line=", file.toString())));
    Files.writeString(file, good);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(house.json(path)).doesNotContainKey("edit"));
  }
}
