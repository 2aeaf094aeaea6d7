package dev.oneway.webhook.door;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;

/** A door on a free port with routes of a test behind it. */
final class OpenDoor implements AutoCloseable {
  static final DoorTimes TIMES =
      new DoorTimes(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Door door;
  private final HttpClient client = HttpClient.newHttpClient();

  private OpenDoor(DoorOptions options) {
    door = new Door(options);
    context
        .getRegistry()
        .bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, new DoorEngine(door));
  }

  static DoorOptions options(DoorLimits limits, DoorTimes times) {
    return new DoorOptions("127.0.0.1", 0, Optional::empty, limits, times);
  }

  static OpenDoor start(DoorOptions options, RoutesBuilder routes) throws Exception {
    OpenDoor open = new OpenDoor(options);
    try {
      open.context.addRoutes(routes);
      open.context.start();
      open.door.open();
      return open;
    } catch (Exception e) {
      open.close();
      throw e;
    }
  }

  static OpenDoor start(RoutesBuilder routes) throws Exception {
    return start(options(DoorLimits.DEFAULT, TIMES), routes);
  }

  /** One route at /in that ends with this step. */
  static OpenDoor start(DoorLimits limits, DoorTimes times, org.apache.camel.Processor step)
      throws Exception {
    return start(
        options(limits, times),
        new RouteBuilder() {
          @Override
          public void configure() {
            from("platform-http:/in").routeId("in").process(step);
          }
        });
  }

  DefaultCamelContext context() {
    return context;
  }

  Door door() {
    return door;
  }

  int port() {
    return door.port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  java.util.concurrent.CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
    return client.sendAsync(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  RawClient raw() throws IOException {
    return new RawClient(port());
  }

  @Override
  public void close() {
    door.close();
    context.stop();
  }

  /**
   * A step that lets its thread go and ends when it is told to, as a step that waits for a commit.
   */
  static final class Waiting extends AsyncProcessorSupport {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      exchange.getMessage().setBody("done");
      if (over) {
        callback.done(true);
        return true;
      }
      waiting.add(() -> callback.done(false));
      return false;
    }

    int count() {
      return waiting.size();
    }

    /** Nothing waits any more. */
    void end() {
      over = true;
      release();
    }

    /** Ends all that wait. */
    void release() {
      for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
        next.run();
      }
    }
  }
}
