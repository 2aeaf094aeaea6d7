package dev.oneway.webhook.signature;

import dev.oneway.fault.Nearest;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a sender signs: the one definition by which requests are checked and signed. Immutable;
 * threads may share it.
 *
 * @param algorithm empty where the header carries the secret itself, and nothing is signed
 * @param time empty when nothing says when a request was sent, so that it can be replayed
 */
record Scheme(
    String name,
    Optional<Algorithm> algorithm,
    SignatureHeader header,
    Optional<SignedTime> time,
    SignedContent content,
    SecretForm secretForm) {

  /** The name of the one that is told by options. */
  static final String HMAC = "hmac";

  private static final String BODY = "${body}";
  private static final Map<String, Scheme> VENDORS =
      byName(
          // github.com/standard-webhooks/standard-webhooks, spec: symmetric signatures
          timed(
              "standard",
              new SignatureHeader("webhook-signature", " ", "v1,", Encoding.BASE64),
              new SignedTime.InHeader("webhook-timestamp", ChronoUnit.SECONDS),
              "${header.webhook-id}.${timestamp}.${body}",
              SecretForm.BASE64),
          // docs.github.com, validating webhook deliveries
          untimed("github", Algorithm.SHA256, "X-Hub-Signature-256", "sha256=", Encoding.HEX),
          // docs.stripe.com/webhooks/signatures
          timed(
              "stripe",
              new SignatureHeader("Stripe-Signature", ",", "v1=", Encoding.HEX),
              new SignedTime.InSignature("t=", ChronoUnit.SECONDS),
              "${timestamp}.${body}",
              SecretForm.TEXT),
          // docs.slack.dev, verifying requests from Slack
          timed(
              "slack",
              new SignatureHeader("X-Slack-Signature", "", "v0=", Encoding.HEX),
              new SignedTime.InHeader("X-Slack-Request-Timestamp", ChronoUnit.SECONDS),
              "v0:${timestamp}:${body}",
              SecretForm.TEXT),
          // developers.hubspot.com, validating requests, version 3
          timed(
              "hubspot",
              new SignatureHeader("X-HubSpot-Signature-v3", "", "", Encoding.BASE64),
              new SignedTime.InHeader("X-HubSpot-Request-Timestamp", ChronoUnit.MILLIS),
              "${method}${decodedUrl}${body}${timestamp}",
              SecretForm.TEXT),
          // shopify.dev, verify webhook deliveries
          untimed("shopify", Algorithm.SHA256, "X-Shopify-Hmac-Sha256", "", Encoding.BASE64),
          // developers.greenhouse.io/webhooks.html, authentication
          untimed("greenhouse", Algorithm.SHA256, "Signature", "sha256 ", Encoding.HEX),
          // documentation.bamboohr.com/docs/webhooks: its time is signed, and its form isn't told
          untimed(
              "bamboohr",
              Algorithm.SHA256,
              "X-BambooHR-Signature",
              "",
              Encoding.HEX,
              "${body}${header.X-BambooHR-Timestamp}"),
          // segment.com/docs, Webhooks (Actions): SHA-1 is what it signs with
          untimed("segment", Algorithm.SHA1, "X-Signature", "", Encoding.HEX),
          // RFC 6750, for senders that can't sign
          new Scheme(
              "bearer",
              Optional.empty(),
              new SignatureHeader("Authorization", "", "Bearer ", Encoding.TEXT),
              Optional.empty(),
              SignedContent.parse(BODY),
              SecretForm.TEXT));

  /** All names there are. */
  static final List<String> NAMES =
      Stream.concat(VENDORS.keySet().stream(), Stream.of(HMAC)).toList();

  /**
   * A vendor's.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  static Scheme of(String name) {
    return Optional.ofNullable(VENDORS.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "signature:%s is unknown. %sIt is one of %s."
                        .formatted(
                            name, Nearest.didYouMean(name, NAMES), String.join(", ", NAMES))));
  }

  byte[] sign(byte[] key, SignedContent.Material material) throws RefusedException {
    return algorithm.isEmpty() ? key : content.sign(algorithm.get().mac(key), material);
  }

  private static Scheme timed(
      String name, SignatureHeader header, SignedTime time, String signed, SecretForm form) {
    return new Scheme(
        name,
        Optional.of(Algorithm.SHA256),
        header,
        Optional.of(time),
        SignedContent.parse(signed),
        form);
  }

  private static Scheme untimed(
      String name, Algorithm algorithm, String header, String prefix, Encoding encoding) {
    return untimed(name, algorithm, header, prefix, encoding, BODY);
  }

  private static Scheme untimed(
      String name,
      Algorithm algorithm,
      String header,
      String prefix,
      Encoding encoding,
      String signed) {
    return new Scheme(
        name,
        Optional.of(algorithm),
        new SignatureHeader(header, "", prefix, encoding),
        Optional.empty(),
        SignedContent.parse(signed),
        SecretForm.TEXT);
  }

  private static Map<String, Scheme> byName(Scheme... schemes) {
    Map<String, Scheme> byName = new LinkedHashMap<>();
    for (Scheme scheme : schemes) {
      byName.put(scheme.name(), scheme);
    }
    return byName;
  }
}
