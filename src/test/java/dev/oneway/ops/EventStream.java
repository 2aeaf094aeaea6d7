package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.RecordJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who listens to the events of a management port, and remembers what was told. */
final class EventStream implements AutoCloseable {
  private final List<Map<String, Object>> runs = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> changed = new CopyOnWriteArrayList<>();
  private final InputStream in;

  EventStream(int port) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/events"))
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    in = answer.body();
    Thread reader = new Thread(this::read, "event-stream");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    String event = "";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          event = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          Map<String, Object> data = RecordJson.readRecord(line.substring("data: ".length()));
          (event.equals("runs") ? runs : changed).add(data);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // It was closed.
    }
  }

  /** The {@code runs} events, the oldest first. */
  List<Map<String, Object>> runs() {
    return runs;
  }

  /** The {@code changed} events, the oldest first. */
  List<Map<String, Object>> changed() {
    return changed;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
