package dev.oneway.webhook.signature;

import static dev.oneway.webhook.signature.SignedExample.BODY;
import static dev.oneway.webhook.signature.SignedExample.REWRITTEN;
import static dev.oneway.webhook.signature.SignedExample.SENT;
import static dev.oneway.webhook.signature.SignedExample.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.webhook.request.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final Verdict GENUINE = new Verdict.Genuine();

  static List<SignedExample> examples() {
    return SignedExample.ALL;
  }

  static List<SignedExample> signed() {
    return SignedExample.SIGNED;
  }

  @Test
  void everySchemeHasAnExample() {
    List<String> schemes = new ArrayList<>(Scheme.NAMES);
    schemes.remove(Scheme.HMAC);
    assertThat(examples()).extracting(SignedExample::scheme).containsExactlyElementsOf(schemes);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whatTheVendorSignedIsGenuine(SignedExample example) {
    assertThat(example.check(BODY)).isEqualTo(GENUINE);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theCaseOfHeadersNamesDoesntMatter(SignedExample example) {
    Map<String, List<String>> shouted = new TreeMap<>();
    example.headers().forEach((n, v) -> shouted.put(n.toUpperCase(Locale.ROOT), List.of(v)));
    WebhookRequest sent = example.request(BODY);
    WebhookRequest received =
        new WebhookRequest(sent.method(), sent.origin(), sent.target(), shouted, sent.body());
    assertThat(example.check(received, SENT)).isEqualTo(GENUINE);
  }

  @ParameterizedTest
  @MethodSource("signed")
  void aChangedBodyIsRefused(SignedExample example) {
    assertThat(refusal(example.check(BODY.replace("508", "509"))))
        .isEqualTo("of 1 signatures none is made with one of 1 secrets over what arrived");
    assertThat(refusal(example.check(BODY + "\n"))).startsWith("of 1 signatures none");
    assertThat(refusal(example.check(""))).startsWith("of 1 signatures none");
  }

  @ParameterizedTest
  @MethodSource("signed")
  void aBodyThatWasReadAndWrittenAgainIsRefused(SignedExample example) {
    assertThat(refusal(example.check(REWRITTEN))).startsWith("of 1 signatures none");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anotherSecretIsRefused(SignedExample example) {
    String other = example.secret().replace("MDEy", "MDEz").replace("s3cret", "S3cret");
    assertThat(refusal(example.secrets(other).check(BODY))).startsWith("of 1 signatures none");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anyOfSeveralSecretsWill(SignedExample example) {
    String other = example.secret().replace("MDEy", "MDEz").replace("s3cret", "S3cret");
    assertThat(example.secrets(other + "\n" + example.secret()).check(BODY)).isEqualTo(GENUINE);
    assertThat(example.secrets(example.secret() + "\r\n\n" + other).check(BODY)).isEqualTo(GENUINE);
    assertThat(refusal(example.secrets(other + "\n" + other + "x".repeat(4)).check(BODY)))
        .contains("one of 2 secrets");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void eachHeaderIsNeededOnce(SignedExample example) {
    for (String header : example.headers().keySet()) {
      assertThat(refusal(example.without(header).check(BODY)))
          .isEqualTo("the header " + header + " is missing");
      WebhookRequest sent = example.request(BODY);
      Map<String, List<String>> headers = new TreeMap<>(sent.headers());
      headers.computeIfPresent(
          header.toLowerCase(Locale.ROOT), (name, values) -> List.of(values.get(0), values.get(0)));
      WebhookRequest twice =
          new WebhookRequest(sent.method(), sent.origin(), sent.target(), headers, sent.body());
      assertThat(refusal(example.check(twice, SENT)))
          .isEqualTo("the header " + header + " comes 2 times");
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aSignatureThatIsNoneIsRefused(SignedExample example) {
    String header = example.signatureHeader();
    String value = example.headers().get(header);
    for (String broken : List.of("", "x", "v1", "sha256=", "null", value + "0", " ".repeat(9))) {
      assertThat(example.with(header, broken).check(BODY)).isNotEqualTo(GENUINE);
    }
    assertThat(example.with(header, value.substring(0, value.length() - 2)).check(BODY))
        .isNotEqualTo(GENUINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "stripe", "slack", "hubspot"})
  void whatIsTooOldOrFromTheFutureIsRefused(String scheme) {
    SignedExample example = SignedExample.of(scheme);
    WebhookRequest request = example.request(BODY);
    Duration tolerance = Duration.ofMinutes(5);
    assertThat(example.check(request, SENT.plus(tolerance))).isEqualTo(GENUINE);
    assertThat(example.check(request, SENT.minus(tolerance))).isEqualTo(GENUINE);
    assertThat(refusal(example.check(request, SENT.plus(tolerance).plusSeconds(1))))
        .isEqualTo("it was sent 301 seconds ago, and the tolerance is 300 seconds");
    assertThat(refusal(example.check(request, SENT.minus(tolerance).minusMillis(1))))
        .isEqualTo("it was sent 300 seconds in the future, and the tolerance is 300 seconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "shopify", "greenhouse", "bamboohr", "segment", "bearer"})
  void whatHasNoTimeIsTakenWhenever(String scheme) {
    SignedExample example = SignedExample.of(scheme);
    assertThat(example.check(example.request(BODY), Instant.EPOCH)).isEqualTo(GENUINE);
  }

  @ParameterizedTest
  @CsvSource({
    "standard, webhook-timestamp",
    "slack, X-Slack-Request-Timestamp",
    "hubspot, X-HubSpot-Request-Timestamp"
  })
  void theTimeIsSignedAndANumber(String scheme, String header) {
    SignedExample example = SignedExample.of(scheme);
    String sent = example.headers().get(header);
    String later = Long.toString(Long.parseLong(sent) + 1);
    assertThat(refusal(example.with(header, later).check(BODY))).startsWith("of 1 signatures none");
    for (String none : List.of("", "now", "-" + sent, " " + sent, sent + ".0", "9".repeat(19))) {
      assertThat(refusal(example.with(header, none).check(BODY)))
          .isEqualTo("the time in the header " + header + " is no number");
    }
  }

  @Test
  void bambooHrSignsItsTimeWhateverItIsWrittenAs() {
    SignedExample example = SignedExample.of("bamboohr");
    assertThat(
            refusal(example.with("X-BambooHR-Timestamp", "2026-01-05T09:00:00+00:00").check(BODY)))
        .startsWith("of 1 signatures none");
    assertThat(refusal(example.without("X-BambooHR-Timestamp").check(BODY)))
        .isEqualTo("the header X-BambooHR-Timestamp is missing");
  }

  @Test
  void ofStripesHeaderAnyV1CountsAndNothingElse() {
    SignedExample stripe = SignedExample.of("stripe");
    String whole = stripe.headers().get("Stripe-Signature");
    String right = whole.substring(whole.indexOf("v1="));
    String wrong = right.replace("v1=4", "v1=5");
    String time = "t=1767600000,";
    assertThat(stripe.with("Stripe-Signature", time + wrong + "," + right).check(BODY))
        .isEqualTo(GENUINE);
    assertThat(
            stripe
                .with("Stripe-Signature", right + ", v0=00, " + wrong + ",t=1767600000")
                .check(BODY))
        .isEqualTo(GENUINE);
    assertThat(
            refusal(stripe.with("Stripe-Signature", time + right.replace("v1", "v0")).check(BODY)))
        .startsWith("of 0 signatures");
    assertThat(refusal(stripe.with("Stripe-Signature", right).check(BODY)))
        .isEqualTo("the header Stripe-Signature has 0 times");
    assertThat(refusal(stripe.with("Stripe-Signature", time + time + right).check(BODY)))
        .isEqualTo("the header Stripe-Signature has 2 times");
    assertThat(refusal(stripe.with("Stripe-Signature", "t=1767600001," + right).check(BODY)))
        .startsWith("of 1 signatures none");
  }

  @Test
  void ofStandardWebhooksAnyV1CountsAndV1aDoesnt() {
    SignedExample standard = SignedExample.of("standard");
    String right = standard.headers().get("webhook-signature");
    assertThat(
            standard.with("webhook-signature", "v1a,AAAA v1,AAAA " + right + " v2,x").check(BODY))
        .isEqualTo(GENUINE);
    assertThat(
            refusal(standard.with("webhook-signature", right.replace("v1,", "v1a,")).check(BODY)))
        .startsWith("of 0 signatures");
    assertThat(standard.secrets(standard.secret().replace("whsec_", "")).check(BODY))
        .isEqualTo(GENUINE);
  }

  /** Else an id could take the begin of the body into itself, or give its own end away. */
  @Test
  void ofStandardWebhooksAnIdWithAFullStopIsRefused() {
    SignedExample standard = SignedExample.of("standard");
    Signer signer =
        new Signer(Scheme.of("standard"), List.of(standard.secret()), InstantSource.fixed(SENT));
    WebhookRequest sent =
        WebhookRequest.to(
            SignedExample.URL,
            "POST",
            Map.of("webhook-id", "a"),
            "1767600001.x".getBytes(StandardCharsets.UTF_8));
    String signature = signer.sign(sent).get("webhook-signature");
    SignedExample shifted =
        new SignedExample(
            "standard",
            standard.secret(),
            Map.of(
                "webhook-id", "a.1767600000",
                "webhook-timestamp", "1767600001",
                "webhook-signature", signature));
    assertThat(refusal(shifted.check("x")))
        .isEqualTo("the header webhook-id holds what separates it in the signature");
  }

  @Test
  void hubSpotsUrlIsTheOneItKnowsUsBy() {
    SignedExample hubspot = SignedExample.of("hubspot");
    WebhookRequest outside = hubspot.request(BODY);
    WebhookRequest behindProxy =
        WebhookRequest.to(
            URI.create("http://10.0.0.7:8080/in/hubspot?a=x%3Ay%2fz&b=%20"),
            "POST",
            hubspot.headers(),
            outside.body());
    assertThat(refusal(hubspot.check(behindProxy, SENT))).startsWith("of 1 signatures none");
    assertThat(known("https://hooks.example.com/webhooks/hubspot", hubspot).verify(behindProxy))
        .isEqualTo(GENUINE);
    assertThat(refusal(known("https://hooks.example.com/other", hubspot).verify(outside)))
        .startsWith("of 1 signatures none");
    assertThat(
            refusal(
                hubspot.check(
                    WebhookRequest.to(SignedExample.URL, "PUT", hubspot.headers(), outside.body()),
                    SENT)))
        .startsWith("of 1 signatures none");
  }

  private static Verifier known(String publicUrl, SignedExample example) {
    Verifier plain = SignedExample.verifier(Scheme.of(example.scheme()), example.secret(), SENT);
    return new Verifier(
        plain.scheme(), plain.secrets(), Optional.of(publicUrl), plain.tolerance(), plain.clock());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '"',
      value = {
        "http://a/b%3Fc?d=%3A%2F%3f%40%21%24 http://a/b?c?d=:/?@!$",
        "http://a/?d=%27%28%29%2A%2C%3B%2c http://a/?d='()*,;,",
        "http://a/?d=%20%26%3D%25%2B%C3%A4+% http://a/?d=%20%26%3D%25%2B%C3%A4+%"
      })
  void hubSpotDecodesTwelveCharacters(String url, String decoded) {
    assertThat(DecodedUrl.of(url)).isEqualTo(decoded);
  }
}
