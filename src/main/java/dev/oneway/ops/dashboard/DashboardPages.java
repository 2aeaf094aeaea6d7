package dev.oneway.ops.dashboard;

import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/**
 * The dashboard at {@code /}, and its files. Each has an address of its own, known at start; none
 * is looked for when it is asked for.
 */
public final class DashboardPages implements Pages {
  private static final int NOT_MODIFIED = 304;

  /** The page may be kept, and is asked for anew each time. */
  private static final String ASK = "no-cache";

  /** What stands under a path of its own content never becomes another. */
  private static final String KEEP = "private, max-age=31536000, immutable";

  private final WebFiles files = new WebFiles();

  @Override
  public void layOut(Desk desk) {
    layOut(desk, "/", files.page(), ASK);
    files.byPath().forEach((path, file) -> layOut(desk, path, file, KEEP));
  }

  private static void layOut(Desk desk, String path, WebFile file, String caching) {
    desk.router()
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> send(context, file, caching));
  }

  private static void send(RoutingContext context, WebFile file, String caching) {
    boolean packed = takesGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
    String tag = '"' + file.digest() + (packed ? "-gz" : "") + '"';
    HttpServerResponse response = context.response();
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, caching)
        .putHeader(HttpHeaders.ETAG, tag)
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (isKnown(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    if (packed) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    Buffer body = packed ? file.packed() : file.plain();
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.type()).end(body);
  }

  private static boolean takesGzip(String accepted) {
    return accepted != null
        && Arrays.stream(accepted.split(","))
            .map(String::strip)
            .anyMatch(coding -> coding.matches("(?i)gzip(\\s*;\\s*q=(1(\\.0*)?|0?\\.\\d*[1-9]))?"));
  }

  private static boolean isKnown(String known, String tag) {
    return known != null
        && Arrays.stream(known.split(","))
            .map(String::strip)
            .anyMatch(one -> one.equals(tag) || one.equals("W/" + tag));
  }
}
