package dev.oneway.source;

import dev.oneway.run.FatalException;
import dev.oneway.source.PageAddress.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * The option {@code query}: parameters as people write them, whose values may hold Simple
 * expressions. It is taken apart before the expressions are evaluated, so that a value with an
 * {@code &} in it stays one value.
 *
 * <p>Immutable; threads may share it.
 */
final class QueryTemplate {
  private final List<Part> parts;

  private record Part(String name, String text, Expression value) {}

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
      if (name.isBlank() || name.contains("${")) {
        throw new IllegalArgumentException(
            "query has a part without a name. Write it as name=value&name=value.");
      }
      parts.add(new Part(name.strip(), value, expression(value, context)));
    }
    return new QueryTemplate(List.copyOf(parts));
  }

  /**
   * @throws FatalException when an expression has no value: the server would take the question for
   *     a different one
   */
  List<Parameter> evaluate(Exchange exchange) {
    return parts.stream().map(part -> evaluate(part, exchange)).toList();
  }

  private static Parameter evaluate(Part part, Exchange exchange) {
    if (part.value() == null) {
      return new Parameter(part.name(), part.text());
    }
    String value = part.value().evaluate(exchange, String.class);
    if (value == null || value.isBlank()) {
      throw new FatalException(
          "the query's parameter %s has no value: %s is empty in this exchange. Set it before this step, or leave the parameter out."
              .formatted(part.name(), part.text()));
    }
    return new Parameter(part.name(), value);
  }

  /** Null for a text without expressions. */
  private static Expression expression(String text, CamelContext context) {
    if (!text.contains("${")) {
      return null;
    }
    Expression expression = context.resolveLanguage("simple").createExpression(text);
    expression.init(context);
    return expression;
  }

  /** Splits at each {@code &} that isn't inside an expression. */
  private static List<String> split(String text) {
    List<String> pairs = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (text.startsWith("${", i)) {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if (c == '&' && depth == 0) {
        pairs.add(text.substring(begin, i));
        begin = i + 1;
      }
    }
    pairs.add(text.substring(begin));
    pairs.removeIf(String::isBlank);
    return pairs;
  }
}
