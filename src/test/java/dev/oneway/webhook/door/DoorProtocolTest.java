package dev.oneway.webhook.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no clear HTTP request is refused, and nothing after it is believed. */
// The lines of HTTP end with CR LF.
@SuppressWarnings("StringConcatToTextBlock")
class DoorProtocolTest {
  private static final Processor BODY =
      exchange ->
          exchange.getMessage().setBody("got " + exchange.getMessage().getBody(String.class));

  private static OpenDoor door;

  @BeforeAll
  static void open() throws Exception {
    door = OpenDoor.start(DoorLimits.DEFAULT, OpenDoor.TIMES, BODY);
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /in HTTP/1.1\nHost: a\nContent-Length: 4\nTransfer-Encoding: chunked\n\n0\n\nSMUG",
        "POST /in HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nContent-Length: 4\n\n0\n\nSMUG",
        "POST /in HTTP/1.1\nHost: a\nContent-Length: 4\nContent-Length: 5\n\nSMUGG",
        "POST /in HTTP/1.1\nHost: a\nContent-Length: +4\n\nSMUG",
        "POST /in HTTP/1.1\nHost: a\nContent-Length: -4\n\nSMUG",
        "POST /in HTTP/1.1\nHost: a\nContent-Length: 4x\n\nSMUG",
        "POST /in HTTP/1.1\nHost: a\nContent-Length : 4\n\nSMUG",
        "POST /in HTTP/1.1\nHost: a\nHost: b\nContent-Length: 0\n\n",
        "POST /in HTTP/1.1\nContent-Length: 0\n\n",
        "POST /in HTTP/1.1\nHost: a\nX\u0000: 1\n\n",
        "POST /in HTTP/9.x\nHost: a\n\n",
        "NONSENSE\n\n",
      })
  void isAnswered400AndHungUpOn(String request) throws Exception {
    try (RawClient sender = door.raw()) {
      assertThat(sender.send(request.replace("\n", "\r\n")).answer())
          .matches("(?s)HTTP/1.[01] 400.*")
          .contains("{\"error\":\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /in HTTP/1.1\nHost: a\nContent-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n",
        "POST /in HTTP/1.1\nContent-Length: 0\n\n",
      })
  void whatFollowsARefusedRequestIsNoRequest(String request) throws Exception {
    try (RawClient sender = door.raw()) {
      sender.send(request.replace("\n", "\r\n") + "GET /in HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(sender.answer()).startsWith("HTTP/1.1 400");
      assertThat(sender.isHungUp()).isTrue();
    }
  }

  @Test
  void aBodyThatBreaksTheRulesIsHungUpOn() throws Exception {
    try (RawClient sender = door.raw()) {
      sender.send(
          "POST /in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n"
              + "GET /in HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(sender.isHungUp()).isTrue();
    }
  }

  @Test
  void requestsOfOnePacketAreAnsweredInTheirOrder() throws Exception {
    try (RawClient sender = door.raw()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        all.append("POST /in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n").append(100 + i);
      }
      sender.send(all.toString());
      for (int i = 0; i < 100; i++) {
        assertThat(sender.answer()).startsWith("HTTP/1.1 200").endsWith("got " + (100 + i));
      }
    }
  }

  @Test
  void aRefusedBodyIsNotTakenForTheNextRequest() throws Exception {
    try (RawClient sender = door.raw()) {
      String hidden = "GET /in HTTP/1.1\r\nHost: a\r\n\r\n";
      sender.send(
          "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: " + hidden.length() + "\r\n\r\n");
      assertThat(sender.answer()).startsWith("HTTP/1.1 404");
      sender.send(hidden + "POST /in HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1");
      assertThat(sender.answer()).startsWith("HTTP/1.1 200").endsWith("got 1");
    }
  }

  @Test
  void aConnectionIsClosedWhenTheSenderSaysSo() throws Exception {
    try (RawClient sender = door.raw()) {
      sender.send("GET /in HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(sender.answer()).startsWith("HTTP/1.1 200");
      assertThat(sender.isHungUp()).isTrue();
    }
    try (RawClient sender = door.raw()) {
      assertThat(sender.send("GET /in HTTP/1.0\r\n\r\n").answer()).startsWith("HTTP/1.0 200");
      assertThat(sender.isHungUp()).isTrue();
    }
  }

  @Test
  void nothingIsUpgraded() throws Exception {
    try (RawClient sender = door.raw()) {
      sender.send(
          "GET /in HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
      assertThat(sender.answer()).startsWith("HTTP/1.1 200");
    }
    try (RawClient sender = door.raw()) {
      sender.send(
          "GET /in HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      assertThat(sender.answer()).startsWith("HTTP/1.1 200");
    }
  }
}
