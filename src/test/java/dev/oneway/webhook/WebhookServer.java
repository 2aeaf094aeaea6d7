package dev.oneway.webhook;

import dev.oneway.webhook.door.Door;
import dev.oneway.webhook.door.DoorEngine;
import dev.oneway.webhook.door.DoorOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context that serves platform-http: on a port of its own, and a client of it. */
public final class WebhookServer implements AutoCloseable {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpClient.Version version = HttpClient.Version.HTTP_1_1;
  private final Queue<Object> received = new ConcurrentLinkedQueue<>();
  private final Door door =
      new Door(
          new DoorOptions(
              "127.0.0.1",
              0,
              Optional::empty,
              DoorOptions.DEFAULT.limits(),
              DoorOptions.DEFAULT.times()));

  /**
   * @param settings by name
   */
  public WebhookServer(Map<String, String> settings) throws Exception {
    settings.forEach(context.getPropertiesComponent()::addOverrideProperty);
    context
        .getRegistry()
        .bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, new DoorEngine(door));
    // What a route ends with: remembers what arrived there.
    context.getRegistry().bind("received", (Processor) this::remember);
    context.start();
  }

  private void remember(Exchange exchange) {
    received.add(exchange.getMessage().getBody());
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody("taken");
  }

  public DefaultCamelContext context() {
    return context;
  }

  /** Loads routes written in YAML. */
  public void load(String yaml) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("flow.camel.yaml", yaml));
    door.open();
  }

  /**
   * A route with these steps before the last one, which remembers what it gets.
   *
   * @return its path
   */
  public String route(String... steps) throws Exception {
    String path = "/in" + context.getRoutes().size();
    StringBuilder yaml =
        new StringBuilder(
            "- route:\n    from:\n      uri: platform-http:%s\n      steps:\n".formatted(path));
    for (String step : steps) {
      yaml.append("        - to: '").append(step).append("'\n");
    }
    load(yaml + "        - process: { ref: received }\n");
    return path;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }

  public HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /**
   * @param headers names and values in turn
   */
  public HttpResponse<String> post(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .version(version)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public static String[] flat(Map<String, String> headers) {
    return headers.entrySet().stream()
        .flatMap(header -> Arrays.stream(new String[] {header.getKey(), header.getValue()}))
        .toArray(String[]::new);
  }

  /** How the client speaks from now on; HTTP/1.1 at first. */
  public void speak(HttpClient.Version version) {
    this.version = version;
  }

  /** The bodies that came to the end of a route since the last call. */
  public List<Object> received() {
    List<Object> all = List.copyOf(received);
    received.clear();
    return all;
  }

  @Override
  public void close() {
    door.close();
    context.stop();
  }
}
