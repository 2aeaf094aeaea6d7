package dev.oneway.source;

import dev.oneway.fault.Nearest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** {@code pages:URL}: a paged HTTP read as one lazy iterator of records. */
public final class PagesComponent extends DefaultComponent {
  private static final String HEADER = "header.";

  /** RFC 9110, 5.1. */
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final List<String> OPTIONS =
      List.of(
          "method",
          "query",
          "body",
          "records",
          "next",
          "cursorParameter",
          "cursorBody",
          "offsetParameter",
          "offsetBody",
          "pageSize",
          "pageParameter",
          "firstPage",
          "end",
          "count",
          "window",
          "windowSize",
          "windowFormat",
          "auth",
          "rate",
          "concurrent",
          "connectTimeout",
          "responseTimeout",
          "attempts",
          "retryFor");

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    Map<String, Object> headers = PropertiesHelper.extractProperties(parameters, HEADER);
    headers.keySet().forEach(PagesComponent::requireHeaderName);
    for (String option : parameters.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw new IllegalArgumentException(
            "pages: has no option %s. %sIts options are %s, %sNAME. What the URL asks for belongs into query, as in query: \"RAW(status=any&limit=250)\"."
                .formatted(
                    option,
                    Nearest.didYouMean(option, OPTIONS),
                    String.join(", ", OPTIONS),
                    HEADER));
      }
    }
    PagesEndpoint endpoint = new PagesEndpoint(uri, this, remaining);
    endpoint.setHeaders(headers);
    return endpoint;
  }

  private static void requireHeaderName(String name) {
    if (!HEADER_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "header.%s names no header. Write it as in header.Accept=application/vnd.api+json."
              .formatted(name));
    }
  }
}
