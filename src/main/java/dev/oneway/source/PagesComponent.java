package dev.oneway.source;

import dev.oneway.fault.Nearest;
import dev.oneway.http.HttpEndpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code pages:URL}: a paged HTTP read as one lazy iterator of records. */
@Component("pages")
public final class PagesComponent extends DefaultComponent {
  private static final List<String> OWN =
      List.of(
          "method",
          "query",
          "body",
          "records",
          "next",
          "cursorParameter",
          "cursorBody",
          "cursorRecord",
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
          "join",
          "joinKey",
          "joinAs",
          "joinBatch");

  private static final List<String> ALL =
      Stream.concat(OWN.stream(), HttpEndpoint.OPTIONS.stream()).toList();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    for (String option : parameters.keySet()) {
      if (!ALL.contains(option)) {
        throw new IllegalArgumentException(
            "pages: has no option %s. %sIts options are %s. What the URL asks for belongs into query, as in query: \"RAW(status=any&limit=250)\"."
                .formatted(option, Nearest.didYouMean(option, ALL), String.join(", ", ALL)));
      }
    }
    return new PagesEndpoint(uri, this, remaining);
  }
}
