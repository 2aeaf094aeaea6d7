package dev.oneway.source;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The URL of a read's first page: where, and what is asked for.
 *
 * @param url without a query
 * @param query in the order it is sent
 */
record PageAddress(URI url, List<Parameter> query) {

  /** A name and a value as people write them, not yet percent-encoded. */
  record Parameter(String name, String value) {
    /** Percent-encoded but for the unreserved characters of RFC 3986. */
    String encoded() {
      return encode(name) + "=" + encode(value);
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8)
          .replace("+", "%20")
          .replace("*", "%2A")
          .replace("%7E", "~");
    }
  }

  PageAddress {
    query = List.copyOf(query);
  }

  URI uri() {
    String encoded = query.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
    return encoded.isEmpty() ? url : URI.create(url + "?" + encoded);
  }

  /** The same question with one more parameter, in place of one of that name. */
  URI with(String name, Object value) {
    List<Parameter> parameters = new ArrayList<>(query);
    parameters.removeIf(parameter -> parameter.name().equals(name));
    parameters.add(new Parameter(name, value.toString()));
    return new PageAddress(url, parameters).uri();
  }
}
