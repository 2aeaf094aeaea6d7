package dev.oneway.source;

import dev.oneway.fault.Nearest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code pages:URL}: a paged HTTP read as one lazy iterator of records. */
public final class PagesComponent extends DefaultComponent {
  private static final List<String> OPTIONS =
      List.of(
          "query",
          "records",
          "next",
          "cursorParameter",
          "offsetParameter",
          "pageSize",
          "pageParameter",
          "firstPage",
          "auth",
          "rate",
          "concurrent",
          "connectTimeout",
          "responseTimeout",
          "attempts",
          "retryFor");

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    for (String option : parameters.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw new IllegalArgumentException(
            "pages: has no option %s. %sIts options are %s. What the URL asks for belongs into query, as in query: \"RAW(status=any&limit=250)\"."
                .formatted(
                    option, Nearest.didYouMean(option, OPTIONS), String.join(", ", OPTIONS)));
      }
    }
    return new PagesEndpoint(uri, this, remaining);
  }
}
