package dev.oneway.webhook.request;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/**
 * Keeps a form's Content-Type from Vert.x while it reads the body. Vert.x would take the form
 * apart, refuse one whose field is longer than 8192 bytes, as Slack's are, and Camel would make
 * headers of the fields.
 */
final class HiddenFormType {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String HIDDEN = HiddenFormType.class.getName();

  private HiddenFormType() {}

  /** Before the body is read. */
  static void hide(RoutingContext routing) {
    if (isForm(routing)) {
      routing.put(HIDDEN, routing.request().headers().getAll(HttpHeaders.CONTENT_TYPE));
      routing.request().headers().remove(HttpHeaders.CONTENT_TYPE);
    }
    routing.next();
  }

  /** When the body is there. */
  static void show(RoutingContext routing) {
    List<String> types = routing.remove(HIDDEN);
    if (types != null) {
      routing.request().headers().add(HttpHeaders.CONTENT_TYPE.toString(), types);
    }
    routing.next();
  }

  static boolean isForm(RoutingContext routing) {
    return routing.request().headers().getAll(HttpHeaders.CONTENT_TYPE).stream()
        .anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith(FORM));
  }
}
