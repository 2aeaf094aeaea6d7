package dev.oneway.ops.port;

import dev.oneway.state.StatePulse;
import dev.oneway.state.StateStore;
import dev.oneway.testing.RawHttp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A management port with two addresses, and a client that sends exactly what it is told. */
final class OpenPort implements AutoCloseable {
  static final String TOKEN = "a-token-nobody-guesses";
  static final String PASSWORD = "pass-word";

  static final Accounts SOMEBODY =
      Accounts.NONE
          .withToken(new Account("prometheus", Role.READ_ONLY), TOKEN)
          .withPassword(new Account("ann", Role.OPERATOR), PASSWORD);

  private final ManagementPort port;
  final AuditLog audit;

  OpenPort(Accounts accounts, StateStore store) {
    audit = new AuditLog(store, Clock.systemUTC());
    port =
        new ManagementPort(
            new PortOptions("127.0.0.1", 0, accounts, Optional.empty()),
            audit,
            new StatePulse(store),
            List.of(OpenPort::layOut),
            new Visitors(Duration.ofSeconds(1)));
    port.open();
  }

  private static void layOut(Desk desk) {
    desk.get("/look", call -> Reply.json(Map.of("who", call.account().name())));
    desk.get(
        "/fails",
        call -> {
          throw new IllegalStateException("the innermost secret");
        });
    desk.post(
        "/press/:what",
        "press",
        call -> {
          if (call.path("what").equals("nothing")) {
            throw RefusedCallException.notFound("There is no such thing.");
          }
          return Reply.json(call.body());
        });
  }

  int number() {
    return port.port();
  }

  /** What is answered to these bytes; the other side closes, or is asked to. */
  String send(String request) {
    return RawHttp.send(number(), request);
  }

  /** A request that ends its connection, from this machine unless a Host header says otherwise. */
  String request(String line, String... headers) {
    String all = String.join("\r\n", headers);
    String host = all.contains("Host:") ? "" : "Host: 127.0.0.1:" + number() + "\r\n";
    return send(
        line
            + " HTTP/1.1\r\n"
            + host
            + (all.isEmpty() ? "" : all + "\r\n")
            + "Connection: close\r\n\r\n");
  }

  String post(String path, String body, String... headers) {
    String all = String.join("\r\n", headers);
    String host = all.contains("Host:") ? "" : "Host: 127.0.0.1:" + number() + "\r\n";
    return send(
        "POST "
            + path
            + " HTTP/1.1\r\n"
            + host
            + (all.isEmpty() ? "" : all + "\r\n")
            + "Content-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body);
  }

  @Override
  public void close() {
    port.close();
  }
}
