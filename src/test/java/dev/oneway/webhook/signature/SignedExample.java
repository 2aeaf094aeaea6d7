package dev.oneway.webhook.signature;

import dev.oneway.run.FatalException;
import dev.oneway.webhook.request.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a vendor signs it. The signatures were computed with Python's hmac from what each
 * vendor documents, not with this project's code.
 *
 * @param headers of the signature and of what is signed beside the body
 */
record SignedExample(String scheme, String secret, Map<String, String> headers) {
  static final String BODY = "{\"id\":820982911946154508,\"name\":\"J\\u00f6rg ä\",\"n\":1.0}";

  /** The same document, written once more. */
  static final String REWRITTEN = "{\"id\":820982911946154508,\"name\":\"Jörg ä\",\"n\":1.0}";

  static final Instant SENT = Instant.ofEpochSecond(1767600000);
  static final URI URL = URI.create("https://hooks.example.com/webhooks/hubspot?a=x%3Ay%2fz&b=%20");

  private static final String HEX =
      "517c229a9a5e60f392cc711493b2cb6e4da5893c26330bbb40d6de01a182d3f5";

  static final List<SignedExample> ALL =
      List.of(
          new SignedExample(
              "standard",
              "whsec_MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1u",
              Map.of(
                  "webhook-id", "msg_1",
                  "webhook-timestamp", "1767600000",
                  "webhook-signature", "v1,S3xu+T56LtkJK+6KOeKM1fRxBB7I419AC6+xXC56V9E=")),
          new SignedExample("github", "s3cret", Map.of("X-Hub-Signature-256", "sha256=" + HEX)),
          new SignedExample(
              "stripe",
              "whsec_s3cret",
              Map.of(
                  "Stripe-Signature",
                  "t=1767600000,v1=4c1f370b0119cfef498d2a9bddb254493a8033976a74d61c34787515922bed41")),
          new SignedExample(
              "slack",
              "s3cret",
              Map.of(
                  "X-Slack-Request-Timestamp", "1767600000",
                  "X-Slack-Signature",
                      "v0=bd3a1c40efa1047aa98d8ae846cc8ce323795d234b0ecf1a3e679cf48147f7f6")),
          new SignedExample(
              "hubspot",
              "s3cret",
              Map.of(
                  "X-HubSpot-Request-Timestamp", "1767600000000",
                  "X-HubSpot-Signature-v3", "LSHvruER4lXzkQhfuRqIVEkU0JT5vzL0TKlB4dCwtI4=")),
          new SignedExample(
              "shopify",
              "s3cret",
              Map.of("X-Shopify-Hmac-Sha256", "UXwimppeYPOSzHEUk7LLbk2liTwmMwu7QNbeAaGC0/U=")),
          new SignedExample("greenhouse", "s3cret", Map.of("Signature", "sha256 " + HEX)),
          new SignedExample(
              "bamboohr",
              "s3cret",
              Map.of(
                  "X-BambooHR-Timestamp", "2026-01-05T08:00:00+00:00",
                  "X-BambooHR-Signature",
                      "d2a9c16429c524ed2b6f121c9daabc37db2078d940122a265fbfbd95653c2e8e")),
          new SignedExample(
              "segment",
              "s3cret",
              Map.of("X-Signature", "d06d31945943dfa0b99edfa9993bcd0e07c23488")),
          new SignedExample("bearer", "s3cret", Map.of("Authorization", "Bearer s3cret")));

  /** Those of senders that sign, and don't only show a secret. */
  static final List<SignedExample> SIGNED =
      ALL.stream().filter(example -> !example.scheme().equals("bearer")).toList();

  static SignedExample of(String scheme) {
    return ALL.stream().filter(e -> e.scheme().equals(scheme)).findFirst().orElseThrow();
  }

  SignedExample with(String header, String value) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.put(header, value);
    return new SignedExample(scheme, secret, changed);
  }

  SignedExample without(String header) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.remove(header);
    return new SignedExample(scheme, secret, changed);
  }

  SignedExample secrets(String secrets) {
    return new SignedExample(scheme, secrets, headers);
  }

  /** The header that carries the signature. */
  String signatureHeader() {
    return Scheme.of(scheme).header().name();
  }

  WebhookRequest request(String body) {
    return WebhookRequest.to(URL, "POST", headers, body.getBytes(StandardCharsets.UTF_8));
  }

  Verdict check(String body) {
    return check(request(body), SENT);
  }

  Verdict check(WebhookRequest request, Instant now) {
    return verifier(Scheme.of(scheme), secret, now).verify(request);
  }

  static Verifier verifier(Scheme scheme, String secret, Instant now) {
    InstantSource clock = InstantSource.fixed(now);
    WebhookSecrets secrets =
        WebhookSecrets.read(
            "test",
            scheme.secretForm(),
            name -> Optional.of(secret).filter(s -> name.equals("oneway.webhook.test.secret")),
            clock);
    return new Verifier(scheme, secrets, Optional.empty(), Duration.ofMinutes(5), clock);
  }

  /** Why it isn't taken. */
  static String refusal(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return refused.why();
    }
    throw new FatalException("taken: " + verdict);
  }

  @Override
  public String toString() {
    return scheme;
  }
}
