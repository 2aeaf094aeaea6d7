package dev.oneway.webhook.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** Nobody can keep the door waiting longer than it says. */
class DoorTimesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Processor OK = exchange -> exchange.getMessage().setBody("ok");

  private static OpenDoor with(DoorTimes times, Processor step) throws Exception {
    return OpenDoor.start(DoorLimits.DEFAULT, times, step);
  }

  /** Sends a letter now and then until nobody listens any more. */
  private static void drip(RawClient sender) {
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !sender.trySend("x"));
  }

  @Test
  void headersThatDripAreCutOff() throws Exception {
    try (OpenDoor door = with(new DoorTimes(SHORT, LONG, LONG), OK);
        RawClient sender = door.raw()) {
      sender.send("POST /in HTTP/1.1\r\nHost: a\r\nX: ");
      drip(sender);
    }
  }

  @Test
  void aConnectionThatSaysNothingIsCutOff() throws Exception {
    try (OpenDoor door = with(new DoorTimes(SHORT, LONG, LONG), OK);
        RawClient sender = door.raw()) {
      assertThat(sender.isHungUp()).isTrue();
    }
  }

  @Test
  void aBodyThatDripsIsToldSoAndCutOff() throws Exception {
    try (OpenDoor door = with(new DoorTimes(SHORT, LONG, LONG), OK);
        RawClient sender = door.raw()) {
      sender.send("POST /in HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n12345");

      assertThat(sender.answer())
          .startsWith("HTTP/1.1 408")
          .contains("connection: close")
          .endsWith("{\"error\":\"the request did not arrive in time\"}");
      drip(sender);
    }
  }

  @Test
  void theRestOfARefusedRequestIsReadForAsLongAndNotLonger() throws Exception {
    try (OpenDoor door = with(new DoorTimes(SHORT, LONG, LONG), OK);
        RawClient sender = door.raw()) {
      sender.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n12345");

      assertThat(sender.answer()).startsWith("HTTP/1.1 404");
      drip(sender);
    }
  }

  @Test
  void aConnectionBetweenRequestsMayRestAndThenNot() throws Exception {
    try (OpenDoor door = with(new DoorTimes(LONG, SHORT, LONG), OK);
        RawClient sender = door.raw()) {
      for (int i = 0; i < 3; i++) {
        assertThat(sender.send("GET /in HTTP/1.1\r\nHost: a\r\n\r\n").answer()).contains("200");
      }
      assertThat(sender.isHungUp()).isTrue();
    }
  }

  @Test
  void theNextRequestsHeadersMayNotDripEither() throws Exception {
    try (OpenDoor door = with(new DoorTimes(LONG, SHORT, LONG), OK);
        RawClient sender = door.raw()) {
      assertThat(sender.send("GET /in HTTP/1.1\r\nHost: a\r\n\r\n").answer()).contains("200");
      sender.send("GET /in HTTP/1.1\r\nHost: a\r\nX: ");
      drip(sender);
    }
  }

  @Test
  void aRouteThatDoesntAnswerIsAnsweredForAndItsLateAnswerDropped() throws Exception {
    OpenDoor.Waiting waiting = new OpenDoor.Waiting();
    DoorLimits one = new DoorLimits(1000, 2048, 0, 1, 1000, 100);
    try (OpenDoor door = OpenDoor.start(one, new DoorTimes(LONG, LONG, SHORT), waiting);
        RawClient sender = door.raw()) {
      sender.send("GET /in HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(sender.answer())
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: 1\r\n")
          .endsWith("{\"error\":\"no answer in time, send it again later\"}");

      // It is in work still, so there is no room for another.
      HttpResponse<String> next = door.post("/in", "");
      assertThat(next.body()).isEqualTo("{\"error\":\"too much is in work, send it again later\"}");
      waiting.release();
      assertThat(sender.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").answer()).contains("404");
    }
  }

  @Test
  void whoDoesntReadHisAnswerIsCutOff() throws Exception {
    String large = "x".repeat(50_000_000);
    Processor step = exchange -> exchange.getMessage().setBody(large);
    try (OpenDoor door = with(new DoorTimes(LONG, SHORT, LONG), step);
        RawClient sender = door.raw()) {
      sender.send("GET /in HTTP/1.1\r\nHost: a\r\n\r\n");
      drip(sender);
    }
  }
}
