package dev.oneway.http.auth;

import dev.oneway.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A right proven with a private key (RFC 7523, 2.1), as <a
 * href="https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm">Salesforce</a>
 * has it: an assertion signed with RS256 that is good for 3 minutes.
 *
 * @param claims what the assertion says, without its times
 */
record JwtBearer(
    ClientAuth client,
    Map<String, String> claims,
    Secret privateKey,
    Optional<String> scope,
    InstantSource clock,
    Secrets secrets)
    implements Grant {
  private static final Duration GOOD_FOR = Duration.ofMinutes(3);
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

  @Override
  public Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("assertion", assertion());
    scope.ifPresent(text -> form.put("scope", text));
    return form;
  }

  private String assertion() {
    Instant now = clock.instant();
    Map<String, Object> all = new LinkedHashMap<>(claims);
    all.put("iat", now.getEpochSecond());
    all.put("exp", now.plus(GOOD_FOR).getEpochSecond());
    String signed = base64(bytes(HEADER)) + "." + base64(bytes(RecordJson.write(all)));
    String assertion = signed + "." + base64(RsaKey.read(privateKey, secrets).sign(bytes(signed)));
    secrets.learn(assertion);
    return assertion;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String remedy() {
    return "Check %s, %s, %s and %s, whether the subject has approved the client, and this machine's clock."
        .formatted(
            client.setting("clientId"),
            client.setting("subject"),
            client.setting("audience"),
            privateKey.setting());
  }
}
