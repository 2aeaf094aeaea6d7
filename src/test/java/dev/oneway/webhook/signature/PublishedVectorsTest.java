package dev.oneway.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.oneway.SharedData;
import dev.oneway.webhook.request.WebhookRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What vendors publish: the one of GitHub's documentation, and all others when they are there. */
class PublishedVectorsTest {
  private static final Map<String, String> SCHEMES =
      Map.of("standard-webhooks", "standard", "slack-v0", "slack", "hubspot-v3", "hubspot");

  /** docs.github.com, "Validating webhook deliveries". */
  @Test
  void gitHubsOwnExampleIsGenuine() {
    SignedExample example =
        new SignedExample(
            "github",
            "It's a Secret to Everybody",
            Map.of(
                "X-Hub-Signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
    assertThat(example.check("Hello, World!")).isEqualTo(new Verdict.Genuine());
  }

  @TestFactory
  Stream<DynamicTest> theVectorsBesideTheProject() throws IOException {
    Optional<Path> file = SharedData.file("webhooks/signature-vectors.json");
    assumeTrue(file.isPresent());
    JsonNode vectors = JsonMapper.builder().build().readTree(file.get().toFile());
    return StreamSupport.stream(vectors.spliterator(), false)
        .filter(vector -> Scheme.NAMES.contains(schemeOf(vector)))
        .map(vector -> DynamicTest.dynamicTest(schemeOf(vector), () -> check(vector)));
  }

  private static String schemeOf(JsonNode vector) {
    String scheme = vector.get("scheme").asText();
    return SCHEMES.getOrDefault(scheme, scheme);
  }

  private static void check(JsonNode vector) throws RefusedException {
    Map<String, String> headers = new TreeMap<>();
    vector.get("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    SignedExample example =
        new SignedExample(schemeOf(vector), vector.get("secret").asText(), headers);
    WebhookRequest request = request(vector, headers, vector.get("body").asText());
    Scheme scheme = Scheme.of(example.scheme());
    Instant sent = Instant.EPOCH;
    if (scheme.time().isPresent()) {
      SignedTime time = scheme.time().get();
      sent = time.instant(time.read(request, scheme.header()));
      Instant late = sent.plus(Duration.ofHours(1));
      assertThat(example.check(request, late)).isInstanceOf(Verdict.Refused.class);
    }
    assertThat(example.check(request, sent)).isEqualTo(new Verdict.Genuine());
    WebhookRequest changed = request(vector, headers, vector.get("body").asText() + " ");
    assertThat(example.check(changed, sent)).isInstanceOf(Verdict.Refused.class);
  }

  private static WebhookRequest request(JsonNode vector, Map<String, String> headers, String body) {
    String url = vector.path("url").asText("https://hooks.example.com/");
    return WebhookRequest.to(
        URI.create(url), "POST", headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
