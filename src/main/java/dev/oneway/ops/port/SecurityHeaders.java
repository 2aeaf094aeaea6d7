package dev.oneway.ops.port;

import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every answer tells a browser: to take nothing from elsewhere, to run nothing that stands in
 * a page, to be framed by nobody, to guess no type, and to keep no copy.
 */
final class SecurityHeaders {
  private static final Map<String, String> ALL = all();

  private SecurityHeaders() {}

  private static Map<String, String> all() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Content-Security-Policy",
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
}
