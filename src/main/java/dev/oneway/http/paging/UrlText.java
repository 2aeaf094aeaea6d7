package dev.oneway.http.paging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A URL as servers write it: some leave in it what RFC 3986 wants percent-encoded. */
final class UrlText {
  private static final Pattern FOREIGN = Pattern.compile("[ \"<>\\\\^`{|}]");

  private UrlText() {}

  /** The same URL with those characters percent-encoded, e.g. the {@code ^} of ServiceNow. */
  static String encoded(String url) {
    return FOREIGN
        .matcher(url.strip())
        .replaceAll(
            found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20"));
  }
}
