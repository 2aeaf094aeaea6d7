package dev.oneway.source;

import dev.oneway.http.paging.Question.Parameter;
import dev.oneway.run.FatalException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * The option {@code query}: parameters as people write them, whose values may hold expressions. It
 * is taken apart before the expressions are evaluated, so that a value with an {@code &} in it
 * stays one value.
 *
 * <p>Immutable; threads may share it.
 */
final class QueryTemplate {
  private final List<Part> parts;

  private record Part(String name, TextTemplate value) {}

  private record Value(String name, TextTemplate.Evaluated text) {
    Parameter with(String windowStart) {
      return new Parameter(name, text.with(windowStart));
    }
  }

  private QueryTemplate(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * @param text such as {@code updated_at_min=${exchangeProperty.since}&limit=250}, not
   *     percent-encoded
   * @throws RuntimeException when an expression isn't Simple
   */
  static QueryTemplate parse(String text, CamelContext context) {
    List<Part> parts = new ArrayList<>();
    for (String pair : split(text.strip())) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (name.isBlank() || TextTemplate.isOne(name)) {
        throw new IllegalArgumentException(
            "query has a part without a name. Write it as name=value&name=value.");
      }
      parts.add(new Part(name.strip(), TextTemplate.parse(value, context)));
    }
    return new QueryTemplate(List.copyOf(parts));
  }

  /** Whether it has a place for the window's start. */
  boolean takesWindow() {
    return parts.stream().anyMatch(part -> part.value().takesWindow());
  }

  /**
   * @return the parameters for a window's start
   * @throws FatalException when an expression has no value
   */
  Function<String, List<Parameter>> evaluate(Exchange exchange) {
    List<Value> values = parts.stream().map(part -> evaluate(part, exchange)).toList();
    return windowStart -> values.stream().map(value -> value.with(windowStart)).toList();
  }

  private static Value evaluate(Part part, Exchange exchange) {
    String what = "the query's parameter " + part.name();
    return new Value(part.name(), part.value().evaluate(what, exchange));
  }

  /** Splits at each {@code &} that isn't inside an expression. */
  private static List<String> split(String text) {
    List<String> pairs = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        i = TextTemplate.endOfExpression(text, i) - 1;
      } else if (text.charAt(i) == '&') {
        pairs.add(text.substring(begin, i));
        begin = i + 1;
      }
    }
    pairs.add(text.substring(begin));
    pairs.removeIf(String::isBlank);
    return pairs;
  }
}
