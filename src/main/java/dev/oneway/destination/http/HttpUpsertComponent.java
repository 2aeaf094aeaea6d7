package dev.oneway.destination.http;

import dev.oneway.fault.Nearest;
import dev.oneway.http.HttpEndpoint;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code http-upsert:BASEURL}: writes mapped records by requests a route declares. */
@Component("http-upsert")
public final class HttpUpsertComponent extends DefaultComponent {
  private static final List<String> OPTIONS =
      Stream.of(
              settersOf(RequestOptions.class),
              settersOf(AnswerOptions.class),
              HttpEndpoint.OPTIONS.stream())
          .flatMap(names -> names)
          .sorted()
          .toList();

  private static Stream<String> settersOf(Class<?> options) {
    return Arrays.stream(options.getMethods())
        .map(Method::getName)
        .filter(name -> name.startsWith("set"))
        .map(name -> Introspector.decapitalize(name.substring("set".length())));
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    parameters.keySet().forEach(HttpUpsertComponent::requireKnown);
    RequestOptions requests = new RequestOptions();
    AnswerOptions answers = new AnswerOptions();
    setProperties(getCamelContext(), requests, parameters);
    setProperties(getCamelContext(), answers, parameters);
    return new HttpUpsertEndpoint(uri, this, remaining, requests, answers);
  }

  private static void requireKnown(String option) {
    if (!OPTIONS.contains(option)) {
      throw new IllegalArgumentException(
          "http-upsert: has no option %s. %sIts options are %s."
              .formatted(option, Nearest.didYouMean(option, OPTIONS), String.join(", ", OPTIONS)));
    }
  }
}
