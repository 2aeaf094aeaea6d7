package dev.oneway.ops.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneway.ops.port.RefusedCallException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who listen, on real connections. */
class ListenersTest {
  private static final String EVENT = "x".repeat(64 << 10);
  private static final int MUCH = 1000;

  private final Listeners listeners = new Listeners();
  private final Queue<RefusedCallException> refusals = new ConcurrentLinkedQueue<>();
  private final List<Socket> sockets = new ArrayList<>();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  try {
                    listeners.welcome(request.response());
                  } catch (RefusedCallException e) {
                    refusals.add(e);
                    request.response().setStatusCode(503).end();
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
  }

  @AfterEach
  void close() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private Socket listen() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    sockets.add(socket);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void whoDoesntKeepUpIsDroppedAndTheOthersGoOnListening() throws Exception {
    Socket slow = listen();
    await().until(() -> listeners.count() == 1);
    Socket quick = listen();
    await().until(() -> listeners.count() == 2);
    byte[] buffer = new byte[EVENT.length()];
    int told = 0;
    while (listeners.count() == 2 && told++ < MUCH) {
      listeners.tell("changed", EVENT);
      assertThat(quick.getInputStream().readNBytes(buffer, 0, buffer.length)).isPositive();
    }
    assertThat(listeners.count()).isEqualTo(1);
    assertThat(told).isLessThan(MUCH);
    assertThat(isCutOff(slow)).isTrue();
    listeners.tell("changed", EVENT);
    assertThat(quick.getInputStream().readNBytes(buffer, 0, buffer.length)).isPositive();
  }

  /** Read to what had been sent, it has ended. */
  private static boolean isCutOff(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  @Test
  void whoHangsUpIsForgotten() throws Exception {
    Socket socket = listen();
    await().until(() -> listeners.count() == 1);
    socket.close();
    await().until(listeners::isEmpty);
  }

  @Test
  void thereIsRoomForSoMany() throws Exception {
    for (int i = 0; i <= Listeners.MOST; i++) {
      listen();
    }
    await().until(() -> !refusals.isEmpty());
    assertThat(listeners.count()).isEqualTo(Listeners.MOST);
    assertThatThrownBy(
            () -> {
              throw refusals.remove();
            })
        .hasMessageContaining("no room");
  }
}
