package dev.oneway.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneway.http.paging.Question;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * What every run asks, with its expressions not yet evaluated. Immutable; threads may share it.
 *
 * @param headers of every request, by name
 * @param body when there is one, the question is a POST
 */
record QuestionTemplate(
    Map<String, String> headers, URI url, QueryTemplate query, Optional<BodyTemplate> body) {

  /** Whether it has a place for the window's start. */
  boolean takesWindow() {
    return query.takesWindow() || body.filter(BodyTemplate::takesWindow).isPresent();
  }

  /**
   * @return the question for a window's start
   * @throws dev.oneway.run.FatalException when an expression has no value
   */
  Function<String, Question> evaluate(Exchange exchange) {
    Function<String, List<Question.Parameter>> parameters = query.evaluate(exchange);
    Optional<Function<String, ObjectNode>> document = body.map(b -> b.evaluate(exchange));
    return windowStart ->
        new Question(
            headers,
            url,
            parameters.apply(windowStart),
            document.map(filled -> filled.apply(windowStart)));
  }
}
