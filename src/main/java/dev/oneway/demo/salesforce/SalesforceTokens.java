package dev.oneway.demo.salesforce;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out access tokens: for client id and secret, or for an assertion signed with a key the org
 * trusts. An answer doesn't say how long a token lives. Threads may share it.
 *
 * @see <a
 *     href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm">Client
 *     credentials</a>
 * @see <a
 *     href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm">JWT
 *     bearer</a>
 */
final class SalesforceTokens {
  private static final String JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final String clientId;
  private final String clientSecret;
  private final Set<String> valid = ConcurrentHashMap.newKeySet();
  private final AtomicInteger issued = new AtomicInteger();
  private volatile Optional<PublicKey> trusted = Optional.empty();

  SalesforceTokens(String clientId, String clientSecret) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  void trust(PublicKey key) {
    trusted = Optional.of(key);
  }

  boolean isValid(Optional<String> token) {
    return token.filter(valid::contains).isPresent();
  }

  void expireAll() {
    valid.clear();
  }

  int issued() {
    return issued.get();
  }

  Reply answer(Request request, String instanceUrl) {
    Map<String, String> form = request.form();
    return switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" -> clientCredentials(request, form, instanceUrl);
      case JWT -> assertion(form.getOrDefault("assertion", ""), instanceUrl);
      default -> error("unsupported_grant_type", "grant type not supported");
    };
  }

  private Reply clientCredentials(Request request, Map<String, String> form, String instanceUrl) {
    String basic =
        Base64.getEncoder()
            .encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
    if (request.header("Authorization").equals(Optional.of("Basic " + basic))) {
      return token(instanceUrl);
    }
    if (!clientId.equals(form.get("client_id"))) {
      return error("invalid_client_id", "client identifier invalid");
    }
    return clientSecret.equals(form.get("client_secret"))
        ? token(instanceUrl)
        : error("invalid_client", "invalid client credentials");
  }

  private Reply assertion(String assertion, String instanceUrl) {
    String[] parts = assertion.split("\\.", -1);
    try {
      if (parts.length != 3 || !isSigned(parts)) {
        return error("invalid_grant", "invalid assertion");
      }
      Map<String, Object> claims = RecordJson.readRecord(text(parts[1]));
      Instant expiry = Instant.ofEpochSecond(((Number) claims.get("exp")).longValue());
      if (!clientId.equals(claims.get("iss"))) {
        return error("invalid_client_id", "client identifier invalid");
      }
      if (claims.get("sub") == null || claims.get("aud") == null) {
        return error("invalid_grant", "audience is invalid");
      }
      Instant now = Instant.now();
      return expiry.isBefore(now) || expiry.isAfter(now.plus(Duration.ofMinutes(5)))
          ? error("invalid_grant", "expired authorization code")
          : token(instanceUrl);
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      return error("invalid_grant", "invalid assertion");
    }
  }

  private boolean isSigned(String[] parts) throws GeneralSecurityException {
    if (trusted.isEmpty()) {
      return false;
    }
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(trusted.get());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private Reply token(String instanceUrl) {
    issued.incrementAndGet();
    String token = "00D5g0000000000!" + UUID.randomUUID();
    valid.add(token);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("access_token", token);
    json.put("scope", "api");
    json.put("instance_url", instanceUrl);
    json.put("id", instanceUrl + "/id/00D5g0000000000AAA/" + SalesforceSchema.INTEGRATION_USER);
    json.put("token_type", "Bearer");
    json.put("issued_at", String.valueOf(System.currentTimeMillis()));
    return Reply.json(200, json);
  }

  private static Reply error(String error, String description) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("error", error);
    json.put("error_description", description);
    return Reply.json(400, json);
  }
}
