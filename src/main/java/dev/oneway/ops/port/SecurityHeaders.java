package dev.oneway.ops.port;

import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every answer tells a browser: to take nothing from elsewhere, to run nothing that stands in
 * a page, to be framed by nobody, to guess no type, and to keep no copy.
 */
final class SecurityHeaders {

  private static final String POLICY = "Content-Security-Policy";
  private static final Map<String, String> ALL = all();

  private SecurityHeaders() {}

  private static Map<String, String> all() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
            + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cache-Control", "no-store");
    return headers;
  }

  static void into(HttpServerResponse response) {
    ALL.forEach(response::putHeader);
  }

  /**
   * A page that has its style sheet in it, and needs nothing else.
   *
   * @param style the sheet, byte for byte
   */
  static void ofPage(HttpServerResponse response, String style) {
    response.putHeader(
        POLICY,
        "default-src 'none'; style-src 'sha256-"
            + digest(style)
            + "'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
