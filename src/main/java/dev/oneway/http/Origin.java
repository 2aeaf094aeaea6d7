package dev.oneway.http;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Scheme, host and port of a URL (RFC 6454): the server our credentials are meant for. */
public record Origin(String scheme, String host, int port) {
  private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

  /**
   * @throws IllegalArgumentException unless it is an absolute http or https URL with a host and
   *     without credentials of its own
   */
  public static Origin of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!DEFAULT_PORTS.containsKey(scheme) || url.getHost() == null) {
      throw new IllegalArgumentException("not an absolute http or https URL");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a URL that carries credentials");
    }
    int port = url.getPort() < 0 ? DEFAULT_PORTS.get(scheme) : url.getPort();
    return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
  }

  /** Whether the URL leads to this very server. */
  public boolean serves(URI url) {
    try {
      return equals(of(url));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** {@code https://host}, with the port where it isn't the scheme's own. */
  @Override
  public String toString() {
    String end = DEFAULT_PORTS.get(scheme) == port ? "" : ":" + port;
    return scheme + "://" + host + end;
  }
}
