package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bodies in the shape of the public JSON parsing test suites: each is refused with a 4xx, or all of
 * it is stored and comes to its end; never a 5xx, never half a batch.
 */
class HostileEventsTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;
  private int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String target;

  private static Map<String, byte[]> refused() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("empty", new byte[0]);
    bodies.put("blank", utf8(" \n\t"));
    bodies.put("truncated", utf8("{\"id\":1,\"text\":\"a"));
    bodies.put("truncated batch", utf8("[{\"id\":1},{\"id\":2}"));
    bodies.put("batch with a wrong event at its end", utf8("[{\"id\":1},{\"id\":2},3]"));
    bodies.put("batch with a broken event at its end", utf8("[{\"id\":1},{\"id\":2},{\"id\":}]"));
    bodies.put("invalid UTF-8", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    bodies.put(
        "overlong UTF-8", new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'});
    bodies.put(
        "surrogates in UTF-8",
        new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'});
    bodies.put("UTF-16", "{\"id\":1}".getBytes(StandardCharsets.UTF_16));
    bodies.put("UTF-32", "{\"id\":1}".getBytes(Charset.forName("UTF-32")));
    bodies.put("100,000 opening brackets", utf8("[".repeat(100_000)));
    bodies.put("100,000 opening objects", utf8("{\"a\":".repeat(100_000)));
    bodies.put("depth of 5,000", utf8("{\"id\":1,\"a\":" + nested(5000) + "}"));
    bodies.put("number of 100,000 digits", utf8("{\"id\":1,\"n\":" + "9".repeat(100_000) + "}"));
    bodies.put("leading zero", utf8("{\"id\":01}"));
    bodies.put("Infinity", utf8("{\"id\":1,\"n\":Infinity}"));
    bodies.put("hexadecimal", utf8("{\"id\":0x1}"));
    bodies.put("comment", utf8("{\"id\":1 /* one */}"));
    bodies.put("two documents", utf8("{\"id\":1} {\"id\":2}"));
    bodies.put("trailing comma", utf8("{\"id\":1,}"));
    bodies.put("raw control character", utf8("{\"id\":1,\"t\":\"a\nb\"}"));
    bodies.put("raw NUL", utf8("{\"id\":1,\"t\":\"\u0000\"}"));
    bodies.put("bad escape", utf8("{\"id\":1,\"t\":\"\\u12G4\"}"));
    bodies.put("a name of 1 MB", utf8("{\"" + "n".repeat(MEBIBYTE) + "\":1}"));
    bodies.put("scalar", utf8("17"));
    bodies.put("null", utf8("null"));
    bodies.put("array of arrays", utf8("[[{\"id\":1}]]"));
    bodies.put("XML", utf8("<event/>"));
    return bodies;
  }

  /** Each with an id of its own. */
  private static Map<String, byte[]> stored() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("byte order mark", utf8("\uFEFF{\"id\":1001,\"text\":\"bom\"}"));
    bodies.put("duplicate names", utf8("{\"id\":1002,\"text\":\"a\",\"text\":\"b\"}"));
    bodies.put("lone surrogate", utf8("{\"id\":1003,\"text\":\"\\ud83d\"}"));
    bodies.put("reversed surrogates", utf8("{\"id\":1004,\"text\":\"\\ude00\\ud83d\"}"));
    bodies.put("escaped NUL", utf8("{\"id\":1005,\"text\":\"a\\u0000b\"}"));
    bodies.put("huge exponent", utf8("{\"id\":1006,\"text\":1e999999999}"));
    bodies.put("tiny exponent", utf8("{\"id\":1007,\"text\":1e-999999999}"));
    bodies.put("900 digits", utf8("{\"id\":1008,\"text\":" + "7".repeat(900) + "}"));
    bodies.put("minus zero", utf8("{\"id\":1009,\"text\":-0}"));
    bodies.put("depth of 900", utf8("{\"id\":1010,\"text\":" + nested(900) + "}"));
    bodies.put("empty name", utf8("{\"id\":1011,\"\":1,\"text\":\"\"}"));
    bodies.put("no id at all", utf8("{\"text\":\"nobody\"}"));
    bodies.put("id of a wrong type", utf8("{\"id\":{\"a\":[]},\"text\":\"odd\"}"));
    bodies.put("id that is null", utf8("{\"id\":null,\"text\":\"none\"}"));
    bodies.put("id of 100,000 characters", utf8("{\"id\":\"" + "i".repeat(100_000) + "\"}"));
    bodies.put("whitespace of 1 MB", utf8(" ".repeat(MEBIBYTE) + "{\"id\":1012,\"text\":\"w\"}"));
    bodies.put("text of 5 MB", utf8("{\"id\":1013,\"text\":\"" + "x".repeat(5 * MEBIBYTE) + "\"}"));
    bodies.put("10,000 members", utf8(members(10_000)));
    bodies.put(
        "escaped solidus and more", utf8("{\"id\":1015,\"text\":\"\\/\\b\\f\\n\\r\\t\\\"\"}"));
    return bodies;
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String members(int count) {
    StringBuilder body = new StringBuilder("{\"id\":1014,\"text\":\"many\"");
    for (int i = 0; i < count; i++) {
      body.append(",\"m").append(i).append("\":").append(i);
    }
    return body.append('}').toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Home home() {
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    Sql.execute(target, "CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT)");
    return new Home(folder)
        .destination("target", target)
        .set("oneway.door.port", "0")
        .write(
            "routes/things-to-target.camel.yaml",
            """
            - route:
                id: things-to-target-webhook
                from:
                  uri: platform-http:/webhooks/things
                  parameters: { httpMethodRestrict: POST }
                  steps:
                    - to: inbox:things?key=/id
            - route:
                id: things-to-target
                from:
                  uri: inbox:things
                  steps:
                    - to: mapping:things
                    - to: dedup:ledger
                    - to: jdbc-upsert:things?dataSource=#target
            """)
        .write(
            "mappings/things.yaml",
            """
            source: { system: World, object: thing, owner: nobody }
            destination: { system: Target, object: things }
            key: { id: { from: id, type: integer } }
            fields: { text: { from: text, type: text } }
            """);
  }

  private HttpResponse<String> post(HttpRequest.BodyPublisher body) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/things"))
              .timeout(Duration.ofSeconds(60))
              .header("Content-Type", "application/json")
              .POST(body)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int status(byte[] body) {
    return post(HttpRequest.BodyPublishers.ofByteArray(body)).statusCode();
  }

  @Test
  void whatIsNotRightIsRefusedAndWhatIsStoredComesToItsEnd() {
    Home home = home();
    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).allMatch(flow -> flow.isReady());
      application.takeOver();
      port = application.doorPort();
      refused().forEach((name, body) -> assertThat(status(body)).as(name).isBetween(400, 499));
      assertThat(application.inboxes()).allMatch(inbox -> inbox.events() == 0);
      stored().forEach((name, body) -> assertThat(status(body)).as(name).isEqualTo(202));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> application.inboxes().stream().allMatch(inbox -> inbox.events() == 0));
    }
    long delivered = Sql.count(target, "things");
    assertThat(delivered).isGreaterThan(8);
    assertThat(delivered + home.deadLetters().size()).isEqualTo(stored().size());
    assertThat(home.deadLetters()).noneMatch(letter -> letter.category().equals("undeliverable"));
  }

  @Test
  void aBodyOfAHundredMegabytesIsCutOffAndMemoryStaysAsItWas() {
    try (Application application = home().start(Entry.SCHEDULE)) {
      application.loadFlows();
      application.takeOver();
      port = application.doorPort();
      int status;
      try {
        status =
            post(HttpRequest.BodyPublishers.ofInputStream(
                    () ->
                        new SequenceInputStream(
                            new ByteArrayInputStream(utf8("{\"id\":1,\"text\":\"")),
                            new Endless(100L * MEBIBYTE))))
                .statusCode();
      } catch (IllegalStateException cutOff) {
        // The door may close the connection while we are still sending.
        status = 413;
      }
      assertThat(status).isEqualTo(413);
      assertThat(status(utf8("{\"id\":1,\"text\":\"small\"}"))).isEqualTo(202);
      await().until(() -> Sql.count(target, "things") == 1);
    }
  }

  /** So many x, without holding them. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (left <= 0) {
        return -1;
      }
      int some = (int) Math.min(most, left);
      Arrays.fill(into, from, from + some, (byte) 'x');
      left -= some;
      return some;
    }
  }
}
