package dev.oneway.webhook.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.StatefulService;
import org.junit.jupiter.api.Test;

/** Stopping answers whoever was let in, and lets nobody in. */
class DoorStopTest {
  private static final String GET = "GET /in HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void whatWasLetInIsAnsweredAndWhatComesThenIsNotTaken() throws Exception {
    OpenDoor.Waiting waiting = new OpenDoor.Waiting();
    try (OpenDoor door = OpenDoor.start(DoorLimits.DEFAULT, OpenDoor.TIMES, waiting);
        RawClient arriving = door.raw();
        RawClient late = door.raw()) {
      CompletableFuture<HttpResponse<String>> inWork = door.postAsync("/in", "");
      await().until(() -> waiting.count() == 1);
      arriving.send("POST /in HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n123");
      int port = door.port();

      CompletableFuture<Void> closing = CompletableFuture.runAsync(door.door()::close);
      await()
          .until(
              () -> {
                try (RawClient next = new RawClient(port)) {
                  return next.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").answer().contains("503");
                }
              });
      assertThat(late.send(GET).answer())
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: 5\r\n")
          .contains("connection: close")
          .endsWith("{\"error\":\"stopping, send it again later\"}");
      assertThat(closing).isNotDone();

      arriving.send("45");
      await().until(() -> waiting.count() == 2);
      waiting.release();
      assertThat(inWork.get().statusCode()).isEqualTo(200);
      assertThat(arriving.answer()).startsWith("HTTP/1.1 200");
      closing.get();
      assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aRouteStopsWhenWhatIsInItIsAnsweredAndWhoHasntSentAllYetIsToSendItAgain() throws Exception {
    OpenDoor.Waiting waiting = new OpenDoor.Waiting();
    try (OpenDoor door = OpenDoor.start(DoorLimits.DEFAULT, OpenDoor.TIMES, waiting);
        RawClient arriving = door.raw()) {
      CompletableFuture<HttpResponse<String>> inWork = door.postAsync("/in", "");
      await().until(() -> waiting.count() == 1);
      arriving.send("POST /in HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n123");

      CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> stop(door));
      var route = (StatefulService) door.context().getRoute("in").getConsumer();
      await().until(route::isSuspending);
      assertThat(stopping).isNotDone();
      arriving.send("45");
      assertThat(arriving.answer()).startsWith("HTTP/1.1 503").contains("Retry-After: 1\r\n");
      waiting.release();
      assertThat(inWork.get().statusCode()).isEqualTo(200);
      stopping.get();
    }
  }

  private static void stop(OpenDoor door) {
    try {
      door.context().getRouteController().stopRoute("in");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
