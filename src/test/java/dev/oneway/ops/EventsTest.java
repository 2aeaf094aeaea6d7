package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.flows.Sabotage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever listens is told how far runs are and what has changed. */
class EventsTest {
  @TempDir private Path folder;
  private OpsHouse house;

  @BeforeEach
  void open() {
    Sabotage.none();
    house = new OpsHouse(folder).sabotaged().start();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private EventStream listen() throws Exception {
    EventStream events = new EventStream(house.application().managementPort());
    // Who comes doesn't know yet what has changed before.
    await()
        .untilAsserted(
            () ->
                assertThat(events.changed().toString())
                    .contains("[flows, runs, alerts, deadLetters, inboxes]"));
    return events;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> running(Map<String, Object> event) {
    return (List<Map<String, Object>>) event.get("running");
  }

  @Test
  void aRunIsSeenWhileItGoesOnAndWhenTheLastHasEnded() throws Exception {
    for (int id = 1; id <= 150; id++) {
      house.add("people", id, "Ann");
    }
    CountDownLatch seen = new CountDownLatch(1);
    Sabotage.at(2, () -> await().until(() -> seen.getCount() == 0));
    try (EventStream events = listen()) {
      house.application().fire(OpsHouse.PEOPLE);
      // Of two chunks the first is delivered, and the second is held up.
      await()
          .untilAsserted(
              () ->
                  assertThat(events.runs().stream().flatMap(event -> running(event).stream()))
                      .anySatisfy(
                          run -> {
                            assertThat(run)
                                .containsEntry("flow", OpsHouse.PEOPLE)
                                .containsEntry("kind", "scheduled")
                                .containsKeys("run", "startedAt", "recordsPerSecond", "calls");
                            assertThat(run.get("counts").toString()).contains("created=100");
                          }));
      seen.countDown();
      await()
          .untilAsserted(
              () -> {
                assertThat(running(events.runs().get(events.runs().size() - 1))).isEmpty();
                assertThat(events.changed().subList(1, events.changed().size()).toString())
                    .contains("runs")
                    .contains("flows");
              });
    }
  }

  @Test
  void whatIsRefusedIsTold() throws Exception {
    house.add("people", 1, "Nobody");
    try (EventStream events = listen()) {
      house.run(OpsHouse.PEOPLE);
      await()
          .untilAsserted(
              () ->
                  assertThat(events.changed().subList(1, events.changed().size()).toString())
                      .contains("deadLetters"));
    }
  }

  @Test
  void whatIsMisspeltIsRefusedAndNothingIsPressedHere() {
    assertThat(house.get("/api/events?flow=x").statusCode()).isEqualTo(400);
    assertThat(house.post("/api/events", "{}").statusCode()).isEqualTo(405);
  }
}
