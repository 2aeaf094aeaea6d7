package dev.oneway.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes OTLP over HTTP, as a collector does, and keeps what came. */
final class TraceReceiver implements AutoCloseable {
  private final HttpServer server;
  private final Queue<ResourceSpans> received = new ConcurrentLinkedQueue<>();
  private final Queue<String> bytes = new ConcurrentLinkedQueue<>();
  private final Queue<String> keys = new ConcurrentLinkedQueue<>();

  TraceReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("api-key")));
    bytes.add(new String(body, StandardCharsets.ISO_8859_1));
    received.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
  }

  List<ResourceSpans> received() {
    return List.copyOf(received);
  }

  List<Span> spans() {
    return received.stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** All that was sent, each byte a character. */
  String bytes() {
    return String.join("", bytes);
  }

  /** What each request had as the header api-key. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
