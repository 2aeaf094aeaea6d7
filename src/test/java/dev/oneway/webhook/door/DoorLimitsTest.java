package dev.oneway.webhook.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** Whatever is sent, only so much of it is in memory or in work. */
@SuppressWarnings("try")
class DoorLimitsTest {
  private static final Processor LENGTH =
      exchange ->
          exchange
              .getMessage()
              .setBody("" + exchange.getMessage().getBody(byte[].class).length, String.class);

  private static OpenDoor with(DoorLimits limits, Processor step) throws Exception {
    return OpenDoor.start(limits, OpenDoor.TIMES, step);
  }

  private static DoorLimits bodies(int bytes) {
    return new DoorLimits(bytes, 2048, 0, 100, 10L * bytes, 100);
  }

  private static DoorLimits requests(int requests) {
    return new DoorLimits(1000, 2048, 0, requests, 10_000, 1000);
  }

  @Test
  void aBodyOfTheLargestSizeComesInAndOneByteMoreDoesNot() throws Exception {
    try (OpenDoor door = with(bodies(100_000), LENGTH)) {
      assertThat(door.post("/in", "x".repeat(100_000)).body()).isEqualTo("100000");

      HttpResponse<String> tooLarge = door.post("/in", "x".repeat(100_001));
      assertThat(tooLarge.statusCode()).isEqualTo(413);
      assertThat(tooLarge.body()).isEqualTo("{\"error\":\"the body is larger than 100000 bytes\"}");
    }
  }

  @Test
  void aBodyThatDoesntSayItsSizeIsCounted() throws Exception {
    try (OpenDoor door = with(bodies(100_000), LENGTH)) {
      assertThat(chunked(door, 100_000).body()).isEqualTo("100000");
      assertThat(chunked(door, 3_000_000).statusCode()).isEqualTo(413);
    }
  }

  private static HttpResponse<String> chunked(OpenDoor door, int bytes) throws Exception {
    return door.send(
        door.request("/in")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]))));
  }

  @Test
  void whoAsksBeforeHeSendsIsToldAtOnce() throws Exception {
    try (OpenDoor door = with(bodies(1000), LENGTH)) {
      String head = "POST /in HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ";
      try (RawClient sender = door.raw()) {
        assertThat(sender.send(head + "5\r\n\r\n").head()).startsWith("HTTP/1.1 100 ");
        assertThat(sender.send("12345").answer()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n5");
      }
      try (RawClient sender = door.raw()) {
        assertThat(sender.send(head + "5000\r\n\r\n").answer()).startsWith("HTTP/1.1 413");
        assertThat(sender.isHungUp()).isTrue();
      }
    }
  }

  @Test
  void longHeadersAndAddressesAreRefused() throws Exception {
    try (OpenDoor door = with(bodies(1000), LENGTH)) {
      try (RawClient sender = door.raw()) {
        sender.send("GET /in HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(3000) + "\r\n\r\n");
        assertThat(sender.answer())
            .startsWith("HTTP/1.1 431")
            .endsWith("{\"error\":\"the headers are too long\"}");
        assertThat(sender.isHungUp()).isTrue();
      }
      try (RawClient sender = door.raw()) {
        sender.send("GET /" + "x".repeat(3000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(sender.answer())
            .startsWith("HTTP/1.0 414")
            .endsWith("{\"error\":\"the address is too long\"}");
      }
    }
  }

  @Test
  void aCompressedBodyIsRefused() throws Exception {
    try (OpenDoor door = with(bodies(1000), LENGTH)) {
      HttpResponse<String> answer =
          door.send(
              door.request("/in").header("Content-Encoding", "gzip").POST(BodyPublishers.noBody()));
      assertThat(answer.statusCode()).isEqualTo(415);
    }
  }

  @Test
  void eachPathHasItsRequestsASecond() throws Exception {
    DoorOptions options =
        OpenDoor.options(new DoorLimits(1000, 2048, 5, 100, 10_000, 100), OpenDoor.TIMES);
    try (OpenDoor door =
        OpenDoor.start(
            options,
            new org.apache.camel.builder.RouteBuilder() {
              @Override
              public void configure() {
                from("platform-http:/a").setBody(constant("a"));
                from("platform-http:/b").setBody(constant("b"));
              }
            })) {
      List<HttpResponse<String>> answers = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        answers.add(door.post("/a", ""));
      }
      long seconds = (System.nanoTime() - begin) / 1_000_000_000 + 1;

      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 200)
          .hasSizeBetween(5, (int) (5 * (seconds + 1)));
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 429)
          .isNotEmpty()
          .allSatisfy(
              answer -> assertThat(answer.headers().firstValue("Retry-After")).hasValue("1"));
      assertThat(door.post("/b", "").statusCode()).isEqualTo(200);
      await().until(() -> door.post("/a", "").statusCode() == 200);
    }
  }

  @Test
  void requestsThatWaitHoldNoThread() throws Exception {
    OpenDoor.Waiting waiting = new OpenDoor.Waiting();
    try (OpenDoor door = with(requests(200), waiting)) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(door.postAsync("/in", ""));
      }
      await().until(() -> waiting.count() == 200);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      waiting.release();

      assertThat(answers).allSatisfy(answer -> assertThat(answer.get().body()).isEqualTo("done"));
    }
  }

  @Test
  void moreRequestsAtOnceThanItTakesAreToldToComeAgain() throws Exception {
    OpenDoor.Waiting waiting = new OpenDoor.Waiting();
    try (OpenDoor door = with(requests(2), waiting)) {
      CompletableFuture<HttpResponse<String>> first = door.postAsync("/in", "");
      CompletableFuture<HttpResponse<String>> second = door.postAsync("/in", "");
      await().until(() -> waiting.count() == 2);

      HttpResponse<String> third = door.post("/in", "");
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("1");

      waiting.release();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(second.get().statusCode()).isEqualTo(200);
      CompletableFuture<HttpResponse<String>> fourth = door.postAsync("/in", "");
      await().until(() -> waiting.count() == 1);
      waiting.release();
      assertThat(fourth.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void moreBytesAtOnceThanItTakesAreToldToComeAgain() throws Exception {
    OpenDoor.Waiting waiting = new OpenDoor.Waiting();
    try (OpenDoor door = with(new DoorLimits(1000, 2048, 0, 100, 1500, 100), waiting)) {
      CompletableFuture<HttpResponse<String>> first = door.postAsync("/in", "x".repeat(1000));
      await().until(() -> waiting.count() == 1);

      assertThat(door.post("/in", "x".repeat(501)).statusCode()).isEqualTo(503);
      CompletableFuture<HttpResponse<String>> fits = door.postAsync("/in", "x".repeat(500));
      await().until(() -> waiting.count() == 2);
      waiting.release();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(fits.get().statusCode()).isEqualTo(200);
      CompletableFuture<HttpResponse<String>> again = door.postAsync("/in", "x".repeat(1000));
      await().until(() -> waiting.count() == 1);
      waiting.release();
      assertThat(again.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoBreaksOffLeavesRoomForOthers() throws Exception {
    try (OpenDoor door = with(new DoorLimits(1000, 2048, 0, 1, 1000, 100), LENGTH)) {
      for (int i = 0; i < 5; i++) {
        try (RawClient sender = door.raw()) {
          sender.send("POST /in HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n");
          sender.send("x".repeat(800));
        }
      }
      await().until(() -> door.post("/in", "x".repeat(1000)).statusCode() == 200);
    }
  }

  @Test
  void moreConnectionsThanItTakesAreHungUpOn() throws Exception {
    try (OpenDoor door = with(new DoorLimits(1000, 2048, 0, 100, 10_000, 2), LENGTH)) {
      try (RawClient first = door.raw();
          RawClient second = door.raw()) {
        assertThat(first.send("GET /in HTTP/1.1\r\nHost: a\r\n\r\n").answer()).contains("200");
        assertThat(second.send("GET /in HTTP/1.1\r\nHost: a\r\n\r\n").answer()).contains("200");
        try (RawClient third = door.raw()) {
          assertThat(third.isHungUp()).isTrue();
        }
      }
      await().until(() -> door.post("/in", "").statusCode() == 200);
    }
  }

  /** He would have us keep all his requests while the first is in work, or all our answers. */
  @Test
  void whoSendsWithoutListeningIsNotReadOn() throws Exception {
    OpenDoor.Waiting waiting = new OpenDoor.Waiting();
    try (OpenDoor door = with(requests(100), waiting);
        RawClient sender = door.raw()) {
      String many = "GET /in HTTP/1.1\r\nHost: a\r\n\r\n".repeat(10_000);
      Thread flood =
          new Thread(
              () -> {
                while (sender.trySend(many)) {
                  // until the connection is closed
                }
              });
      flood.start();
      await().until(() -> waiting.count() == 1);
      await().until(() -> flood.getState() == Thread.State.RUNNABLE && isStuck(flood));
      assertThat(waiting.count()).isEqualTo(1);
      waiting.end();
      sender.close();
      flood.join();
    }
  }

  private static boolean isStuck(Thread thread) throws InterruptedException {
    StackTraceElement[] stack = thread.getStackTrace();
    thread.join(300);
    return thread.isAlive()
        && stack.length > 0
        && stack[0].isNativeMethod()
        && java.util.Arrays.equals(stack, thread.getStackTrace());
  }

  @Test
  void aPacketFullOfBadRequestsBehindAGoodOneIsAnswered() throws Exception {
    OpenDoor.Waiting waiting = new OpenDoor.Waiting();
    int bad = 2000;
    try (OpenDoor door = with(requests(100), waiting);
        RawClient sender = door.raw()) {
      sender.send(
          "GET /in HTTP/1.1\r\nHost: a\r\n\r\n" + "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(bad));
      await().until(() -> waiting.count() == 1);
      waiting.release();

      assertThat(sender.answer()).startsWith("HTTP/1.1 200");
      for (int i = 0; i < bad; i++) {
        assertThat(sender.answer()).startsWith("HTTP/1.1 404");
      }
    }
  }
}
