package dev.oneway.http;

import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A URL as it may stand in a log: the query's values, which may be secrets, are left out. */
public final class PrintableUrl {
  private static final Pattern AND = Pattern.compile("&");

  private PrintableUrl() {}

  /** {@code https://host/path?limit=…&cursor=…}. */
  public static String of(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String place = url.getHost() == null ? path : url.getScheme() + "://" + server(url) + path;
    return url.getRawQuery() == null ? place : place + "?" + names(url.getRawQuery());
  }

  private static String server(URI url) {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private static String names(String query) {
    return Arrays.stream(AND.split(query))
        .map(pair -> pair.contains("=") ? pair.substring(0, pair.indexOf('=')) + "=…" : "…")
        .collect(Collectors.joining("&"));
  }
}
