package dev.oneway.http.auth;

import dev.oneway.http.Auth;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Who we are to a token endpoint (RFC 6749, 2.3): a client with its secret, in the form or in a
 * header, or without one. Threads may share it.
 */
final class ClientAuth implements Auth {
  private final String settings;
  private final String id;
  private final Optional<Secret> secret;
  private final boolean inHeader;
  private final Secrets secrets;

  /**
   * @param settings where the client is configured, e.g. {@code oneway.auth.salesforce}
   * @param inHeader whether id and secret go into {@code Authorization: Basic}; needs a secret
   */
  ClientAuth(
      String settings, String id, Optional<Secret> secret, boolean inHeader, Secrets secrets) {
    this.settings = settings;
    this.id = id;
    this.secret = secret;
    this.inHeader = inHeader;
    this.secrets = secrets;
  }

  /** Its part of the form. */
  Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    if (!inHeader) {
      form.put("client_id", id);
      secret.ifPresent(known -> form.put("client_secret", known.read()));
    }
    return form;
  }

  /** The full name of a setting beside the client's. */
  String setting(String name) {
    return settings + "." + name;
  }

  /** The settings to look at when the endpoint doesn't know the client. */
  String remedy() {
    String named = setting("clientId");
    return "Check " + secret.map(known -> named + " and " + known.setting()).orElse(named) + ".";
  }

  /** With id and secret encoded as RFC 6749, 2.3.1 has them. */
  @Override
  public void sign(HttpRequest request) {
    if (inHeader) {
      String pair = encoded(id) + ":" + encoded(secret.orElseThrow().read());
      String credentials =
          Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
      secrets.learn(credentials);
      request.setHeader(HttpHeaders.AUTHORIZATION, "Basic " + credentials);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public boolean renew(HttpRequest refused) {
    return false;
  }

  @Override
  public String conceal(String text) {
    return secrets.conceal(text);
  }

  @Override
  public String place() {
    return "the settings " + settings + ".*";
  }

  @Override
  public String toString() {
    return "ClientAuth[" + settings + "]";
  }
}
