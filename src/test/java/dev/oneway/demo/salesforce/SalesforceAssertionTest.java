package dev.oneway.demo.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Weather;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens for assertions, the grant jwt-bearer. */
class SalesforceAssertionTest {
  private SalesforceSandbox salesforce;
  private KeyPair keys;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    salesforce = SalesforceSandbox.start(0, "the-client", "s3cret-client", Weather.CLEAR);
    keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    salesforce.trust(keys.getPublic());
  }

  @AfterEach
  void close() {
    salesforce.close();
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String part(Map<String, Object> json) {
    return part(RecordJson.write(json).getBytes(StandardCharsets.UTF_8));
  }

  private String assertion(String client, Instant expiry, KeyPair signer)
      throws GeneralSecurityException {
    Map<String, Object> claims =
        Map.of(
            "iss",
            client,
            "sub",
            "integration@example.com",
            "aud",
            "https://login.salesforce.com",
            "exp",
            expiry.getEpochSecond());
    String text = part(Map.of("alg", "RS256")) + "." + part(claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(signer.getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + part(signature.sign());
  }

  private Map<String, Object> answerTo(String assertion) throws IOException, InterruptedException {
    String grant =
        URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(salesforce.tokenUrl()))
                    .POST(
                        BodyPublishers.ofString("grant_type=" + grant + "&assertion=" + assertion))
                    .build(),
                BodyHandlers.ofString());
    return RecordJson.readRecord(answer.body());
  }

  @Test
  void anAssertionOfTheTrustedKeyGetsAToken() throws Exception {
    Instant soon = Instant.now().plusSeconds(180);
    assertThat(answerTo(assertion("the-client", soon, keys))).containsKey("access_token");
    assertThat(salesforce.tokensIssued()).isEqualTo(1);
  }

  @Test
  void anotherOneDoesNot() throws Exception {
    Instant soon = Instant.now().plusSeconds(180);
    KeyPair stranger = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThat(answerTo(assertion("the-client", soon, stranger)))
        .containsEntry("error", "invalid_grant");
    assertThat(answerTo(assertion("somebody", soon, keys)))
        .containsEntry("error", "invalid_client_id");
    assertThat(answerTo(assertion("the-client", soon.minusSeconds(600), keys)))
        .containsEntry("error", "invalid_grant");
    assertThat(answerTo(assertion("the-client", soon.plusSeconds(600), keys)))
        .containsEntry("error", "invalid_grant");
    assertThat(salesforce.tokensIssued()).isZero();
  }
}
