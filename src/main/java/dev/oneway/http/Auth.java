package dev.oneway.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Who we are to a server: a header that every request to it carries, or none.
 *
 * <p>Neither {@link #toString()} nor anything else gives the secret back. Immutable; threads may
 * share it.
 */
public final class Auth {
  private static final String HIDDEN = "***";

  private final String kind;
  private final String settings;
  private final String header;
  private final String value;
  private final List<String> secrets;

  private Auth(String kind, String settings, String header, String value, List<String> secrets) {
    this.kind = kind;
    this.settings = settings;
    this.header = header;
    this.value = value;
    this.secrets = secrets;
  }

  /** Requests go out without credentials. */
  public static Auth none() {
    return new Auth("none", "", "", "", List.of());
  }

  /**
   * {@code Authorization: Bearer TOKEN} (RFC 6750).
   *
   * @param settings where the secret was configured, for messages, e.g. {@code oneway.auth.hubspot}
   */
  public static Auth bearer(String settings, String token) {
    return header("bearer", settings, HttpHeaders.AUTHORIZATION, "Bearer " + token, token);
  }

  /** {@code Authorization: Basic …} (RFC 7617), user and password in UTF-8. */
  public static Auth basic(String settings, String user, String password) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return new Auth(
        "basic",
        settings,
        HttpHeaders.AUTHORIZATION,
        "Basic " + credentials,
        List.of(credentials, password));
  }

  /** The token in a header of the vendor's own, e.g. {@code X-Shopify-Access-Token}. */
  public static Auth header(String settings, String header, String token) {
    return header("header " + header, settings, header, token, token);
  }

  private static Auth header(
      String kind, String settings, String header, String value, String secret) {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          settings
              + ".token holds a character no header may hold, such as a line break. "
              + "Remove it from the setting or from the file it is read from.");
    }
    return new Auth(kind, settings, header, value, List.of(secret));
  }

  /** Puts the credentials on a request; only ever on one to the server they are meant for. */
  public void sign(HttpRequest request) {
    if (!header.isEmpty()) {
      request.setHeader(header, value);
    }
  }

  /**
   * The server doesn't take the credentials on this request.
   *
   * @return whether there are others now, so that it is worth sending once more
   */
  public boolean renew(HttpRequest refused) {
    return false;
  }

  /** A vendor's text without our secrets, should it repeat them. */
  public String conceal(String text) {
    String safe = text;
    for (String secret : secrets) {
      safe = secret.isBlank() ? safe : safe.replace(secret, HIDDEN);
    }
    return safe;
  }

  /** Where somebody mends refused credentials, e.g. {@code the settings oneway.auth.hubspot.*}. */
  public String place() {
    return settings.isEmpty()
        ? "the option auth, which names none"
        : "the settings " + settings + ".*";
  }

  /** The kind of credentials, never the credentials. */
  @Override
  public String toString() {
    return "Auth[" + kind + "]";
  }
}
