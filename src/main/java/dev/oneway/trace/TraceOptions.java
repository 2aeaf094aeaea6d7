package dev.oneway.trace;

import java.net.URI;
import java.util.Map;

/**
 * Where traces go.
 *
 * @param endpoint takes OTLP over HTTP, its path included
 * @param headers sent with each request, such as a key; may be secrets
 */
public record TraceOptions(URI endpoint, Map<String, String> headers) {
  public TraceOptions {
    headers = Map.copyOf(headers);
  }

  /** Not the headers. */
  @Override
  public String toString() {
    return endpoint.toString();
  }
}
