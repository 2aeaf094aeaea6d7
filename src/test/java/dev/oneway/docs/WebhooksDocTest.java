package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.testing.Home;
import dev.oneway.webhook.WebhookServer;
import dev.oneway.webhook.inbox.kafka.KafkaSettings;
import dev.oneway.webhook.request.WebhookRequest;
import dev.oneway.webhook.signature.Signer;
import dev.oneway.webhook.signature.WebhookSecrets;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/webhooks.md says of signatures: every scheme and option, and that its routes work. */
class WebhooksDocTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private final String page = signatures(Readme.fileText("docs/webhooks.md"));

  private static String signatures(String page) {
    String from = page.substring(page.indexOf("## Signatures"));
    int next = from.indexOf("\n## ");
    return next < 0 ? from : from.substring(0, next);
  }

  @Test
  void everySchemeAndEveryOptionIsThere() throws Exception {
    assertThat(named("signature:nonsense", "It is one of ([a-z, ]+)\\."))
        .hasSizeGreaterThan(8)
        .allSatisfy(this::hasItsRow);
    assertThat(named("signature:github?nonsense=1", "Its options are ([A-Za-z, ]+)\\."))
        .hasSizeGreaterThan(12)
        .allSatisfy(this::hasItsRow);
  }

  private void hasItsRow(String word) {
    assertThat(page).containsPattern("(?m)^\\| `" + word + "` \\|");
  }

  /** The component names them all to whoever misspells one. */
  private static List<String> named(String uri, String pattern) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.start();
      String message = catchThrowable(() -> context.getEndpoint(uri)).getMessage();
      Matcher words = Pattern.compile(pattern).matcher(message);
      assertThat(words.find()).as(message).isTrue();
      return List.of(words.group(1).split(", "));
    }
  }

  @Test
  void everySettingIsThere() {
    assertThat(WebhookSecrets.NAMES)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    String whole = Readme.fileText("docs/webhooks.md");
    assertThat(KafkaSettings.NAMES)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(whole).contains("`" + name + "`"));
  }

  @Test
  void itsRoutesTakeWhatIsSignedAndNothingElse() throws Exception {
    try (WebhookServer server =
        new WebhookServer(
            Map.of("oneway.webhook.github.secret", "a", "oneway.webhook.app.secret", "old\nnew"))) {
      for (String route : yamlBlocks()) {
        server.load(route + "        - process: { ref: received }\n");
      }
      assertThat(server.post("/webhooks/github", BODY).statusCode()).isEqualTo(401);
      assertThat(server.post("/webhooks/app", BODY).statusCode()).isEqualTo(401);
      assertThat(
              HttpClient.newHttpClient()
                  .send(
                      HttpRequest.newBuilder(server.uri("/webhooks/github")).build(),
                      HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(405);
      assertThat(server.received()).isEmpty();

      Map<String, String> github =
          Signer.of("github", List.of("a"), InstantSource.system())
              .sign(WebhookRequest.to(server.uri("/"), "POST", Map.of(), BODY));
      assertThat(server.post("/webhooks/github", BODY, WebhookServer.flat(github)).statusCode())
          .isEqualTo(200);
      assertThat(server.post("/webhooks/app", BODY, signedByTheApp("new")).statusCode())
          .isEqualTo(200);
      assertThat(server.received()).containsExactly(BODY, BODY);
    }
  }

  @Test
  void withoutItsSecretAFlowIsNotConfigured() {
    Home home = new Home(folder).write("routes/github-pushes.camel.yaml", yamlBlocks().get(0));
    assertThat(home.flows())
        .extracting(Flow::state)
        .containsExactly(new FlowState.NotConfigured(List.of("oneway.webhook.github.secret")));
  }

  private List<String> yamlBlocks() {
    return Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** As the page's second example says that the app does. */
  private static String[] signedByTheApp(String secret) throws GeneralSecurityException {
    String time = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
    String signature = "sha512=" + HexFormat.of().formatHex(mac.doFinal(BODY));
    return new String[] {"X-App-Time", time, "X-App-Signature", signature};
  }
}
