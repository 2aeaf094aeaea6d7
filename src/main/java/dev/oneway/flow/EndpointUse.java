package dev.oneway.flow;

import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.util.URISupport;

/**
 * An endpoint as a route names it, with placeholders resolved.
 *
 * @param line where the route file names it, 1-based; 0 when unknown
 * @param scheme the component, e.g. {@code quartz}
 * @param path what stands between the scheme and the options
 */
record EndpointUse(String uri, int line, String scheme, String path, Map<String, Object> options) {

  private static final Pattern RAW = Pattern.compile("RAW[({].*", Pattern.DOTALL);

  /**
   * The URI without the values that are RAW: secrets, and texts with signs of their own, which
   * Camel's catalog takes apart.
   */
  String withoutRaw() {
    if (options.isEmpty()) {
      return uri;
    }
    Map<String, Object> plain = new LinkedHashMap<>(options);
    plain.replaceAll(
        (name, value) -> RAW.matcher(String.valueOf(value)).matches() ? "RAW(…)" : value);
    return uri.substring(0, uri.indexOf('?')) + "?" + URISupport.createQueryString(plain);
  }

  /**
   * @throws IllegalArgumentException when it isn't a URI
   */
  static EndpointUse of(CamelContext context, String uri, int line) {
    String resolved = context.resolvePropertyPlaceholders(uri);
    int question = resolved.indexOf('?');
    String address = question < 0 ? resolved : resolved.substring(0, question);
    int colon = address.indexOf(':');
    String scheme = colon < 0 ? address : address.substring(0, colon);
    String path = colon < 0 ? "" : address.substring(colon + 1).replaceFirst("^//", "");
    try {
      Map<String, Object> options =
          question < 0 ? Map.of() : URISupport.parseQuery(resolved.substring(question + 1));
      return new EndpointUse(resolved, Math.max(line, 0), scheme, path, options);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URI: " + scheme + ":…", e);
    }
  }
}
