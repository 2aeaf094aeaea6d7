package dev.oneway.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.webhook.request.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignerTest {
  private static final InstantSource CLOCK = InstantSource.fixed(SignedExample.SENT);

  static List<SignedExample> examples() {
    return SignedExample.ALL;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itSignsAsTheVendorDoes(SignedExample example) {
    WebhookRequest unsigned =
        WebhookRequest.to(
            SignedExample.URL,
            "POST",
            Map.of("webhook-id", "msg_1", "X-BambooHR-Timestamp", "2026-01-05T08:00:00+00:00"),
            SignedExample.BODY.getBytes(StandardCharsets.UTF_8));
    Map<String, String> signed =
        Signer.of(example.scheme(), List.of(example.secret()), CLOCK).sign(unsigned);
    Map<String, String> expected = new TreeMap<>(example.headers());
    expected.remove("webhook-id");
    expected.remove("X-BambooHR-Timestamp");
    assertThat(signed).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "stripe"})
  void whileSecretsAreReplacedBothSign(String scheme) {
    SignedExample example = SignedExample.of(scheme);
    String other = "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1v";
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        new TreeMap<>(
            Signer.of(scheme, List.of(other, example.secret()), CLOCK)
                .sign(
                    WebhookRequest.to(
                        URI.create("http://a/"), "POST", Map.of("webhook-id", "m"), body)));
    headers.put("webhook-id", "m");
    for (String secret : List.of(other, example.secret())) {
      assertThat(new SignedExample(scheme, secret, headers).check("{}"))
          .isEqualTo(new Verdict.Genuine());
    }
  }

  @Test
  void twoSecretsNeedASchemeThatCarriesTwoSignatures() {
    assertThatThrownBy(() -> Signer.of("github", List.of("a", "b"), CLOCK))
        .hasMessage("signature:github carries one signature, so a sender has one secret.");
  }

  @Test
  void whatIsSignedMustBeThere() {
    Signer signer = Signer.of("standard", List.of("YWJj"), CLOCK);
    assertThatThrownBy(
            () ->
                signer.sign(
                    WebhookRequest.to(URI.create("http://a/"), "POST", Map.of(), new byte[0])))
        .hasMessage("this request can't be signed: the header webhook-id is missing");
  }

  @Test
  void anUnknownSchemeIsToldWithTheNearest() {
    assertThatThrownBy(() -> Signer.of("strip", List.of("a"), CLOCK))
        .hasMessage(
            "signature:strip is unknown. Did you mean `stripe`? It is one of standard, github, stripe, slack, hubspot, shopify, greenhouse, bamboohr, segment, bearer, hmac.");
  }

  @Test
  void theTimeIsTheClocks() {
    InstantSource later = InstantSource.offset(CLOCK, Duration.ofMillis(1999));
    WebhookRequest request =
        WebhookRequest.to(URI.create("http://a/"), "POST", Map.of(), new byte[0]);
    assertThat(Signer.of("slack", List.of("a"), later).sign(request))
        .containsEntry("X-Slack-Request-Timestamp", "1767600001");
    assertThat(Signer.of("hubspot", List.of("a"), later).sign(request))
        .containsEntry("X-HubSpot-Request-Timestamp", "1767600001999");
  }
}
