package dev.oneway.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.webhook.request.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.UriPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacOptionsTest {
  private static Scheme scheme(String... options) {
    return new HmacOptions(
            Stream.of(options)
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1])))
        .scheme();
  }

  /** Every vendor's scheme can be told by options, so whatever resembles one can be, too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "standard|header=webhook-signature;separator= ;prefix=v1,;encoding=base64;timestampHeader=webhook-timestamp;signed=${header.webhook-id}.${timestamp}.${body};secretEncoding=base64",
        "github|header=X-Hub-Signature-256;prefix=sha256=",
        "stripe|header=Stripe-Signature;separator=,;prefix=v1=;timestampPrefix=t=;signed=${timestamp}.${body}",
        "slack|header=X-Slack-Signature;prefix=v0=;timestampHeader=X-Slack-Request-Timestamp;signed=v0:${timestamp}:${body}",
        "hubspot|header=X-HubSpot-Signature-v3;encoding=base64;timestampHeader=X-HubSpot-Request-Timestamp;timestampUnit=millis;signed=${method}${decodedUrl}${body}${timestamp}",
        "shopify|header=X-Shopify-Hmac-Sha256;encoding=base64",
        "greenhouse|header=Signature;prefix=sha256 ",
        "segment|header=X-Signature;algorithm=sha1"
      })
  void eachVendorsSchemeCanBeTold(String vendor, String options) {
    SignedExample example = SignedExample.of(vendor);
    Verifier verifier =
        SignedExample.verifier(scheme(options.split(";")), example.secret(), SignedExample.SENT);
    assertThat(verifier.verify(example.request(SignedExample.BODY)))
        .isEqualTo(new Verdict.Genuine());
    assertThat(verifier.verify(example.request(SignedExample.REWRITTEN)))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void anythingElseCanBeTold() {
    Verifier verifier =
        SignedExample.verifier(
            scheme(
                "header=X-Sig",
                "algorithm=sha512",
                "encoding=base64",
                "secretEncoding=hex",
                "signed=${method}\n/h?x=1\n${body}"),
            "00ff10",
            SignedExample.SENT);
    // Computed with Python's hmac.
    String signature =
        "Tcic9BCdU1nQruOT7Qo4Bhm4BaLy+uOF0KJmvn8bK303T+ylgQZKbb3MDibm3XcCqsBm5X2i3PlZ9HiUJgr84w==";
    assertThat(
            verifier.verify(
                WebhookRequest.to(
                    URI.create("http://a/"),
                    "POST",
                    Map.of("X-Sig", signature),
                    SignedExample.BODY.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(new Verdict.Genuine());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prefix=x|signature:hmac needs header, the header that carries the signature, as in header=X-Signature.",
        "header=X Sig|header is no header's name. Write it like X-Signature.",
        "header=X;algorithm=sha265|algorithm is `sha265`. Did you mean `sha256`? It is one of sha1, sha256, sha384, sha512.",
        "header=X;encoding=base46|encoding is `base46`. Did you mean `base64`? It is one of hex, base64.",
        "header=X;secretEncoding=plain|secretEncoding is `plain`. It is one of text, hex, base64.",
        "header=X;signed=static|signed has no ${body}, so anything could be sent under somebody's signature. Write ${body} where the sender signs it.",
        "header=X;signed=${boddy}|signed has ${boddy}. Did you mean `body`? There are ${body}, ${timestamp}, ${method}, ${url}, ${decodedUrl}, ${header.NAME}.",
        "header=X;timestampHeader=T|signed has no ${timestamp}, so the time that is sent proves nothing. Write ${timestamp} where the sender signs it.",
        "header=X;signed=${timestamp}.${body}|signed has ${timestamp}, and nothing says where it comes from. Set timestampHeader or timestampPrefix.",
        "header=X;timestampHeader=T;timestampPrefix=t=;separator=,|timestampHeader and timestampPrefix are both set. Remove one of them.",
        "header=X;timestampPrefix=t=;signed=${timestamp}.${body}|timestampPrefix finds the time beside the signature, and nothing says what separates them. Set separator.",
        "header=X;timestampHeader=T;timestampUnit=second;signed=${timestamp}${body}|timestampUnit is `second`. Did you mean `seconds`? It is one of seconds, millis.",
        "header=X;timestampUnit=millis|timestampUnit is of no use without timestampHeader or timestampPrefix. Set one of them, or remove it."
      })
  void whatDoesntGoTogetherIsTold(String options, String message) {
    assertThatThrownBy(() -> scheme(options.split(";")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void editorsAreToldEverySendersName() throws NoSuchFieldException {
    String told =
        SignatureEndpoint.class.getDeclaredField("scheme").getAnnotation(UriPath.class).enums();
    assertThat(told.split(",")).containsExactlyInAnyOrderElementsOf(Scheme.NAMES);
  }
}
