package dev.oneway.source;

import dev.oneway.http.paging.Window;
import dev.oneway.run.FatalException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * A text with Simple expressions, each evaluated once per run, and with places for the start of a
 * {@link Window}, filled for each of them. What stands between them is taken as it is.
 *
 * <p>Immutable; threads may share it.
 */
final class TextTemplate {
  private static final String OPEN = "${";
  private static final String WINDOW = "${window}";

  private final List<Piece> pieces;

  /** Part of the text; the expression is null where the text stands for itself. */
  private record Piece(String text, Expression expression) {
    boolean isWindow() {
      return expression == null && text.equals(WINDOW);
    }
  }

  /**
   * A text whose expressions are evaluated.
   *
   * @param around what stands before, between and after the places for the window's start
   */
  record Evaluated(List<String> around) {
    String with(String windowStart) {
      return String.join(windowStart, around);
    }
  }

  private TextTemplate(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** Whether there is anything to evaluate in it. */
  static boolean isOne(String text) {
    return text.contains(OPEN);
  }

  /**
   * @throws RuntimeException when an expression isn't Simple
   */
  static TextTemplate parse(String text, CamelContext context) {
    List<Piece> pieces = new ArrayList<>();
    int begin = 0;
    for (int at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, begin)) {
      pieces.add(new Piece(text.substring(begin, at), null));
      begin = endOfExpression(text, at);
      pieces.add(expression(text.substring(at, begin), context));
    }
    pieces.add(new Piece(text.substring(begin), null));
    pieces.removeIf(piece -> piece.text().isEmpty());
    return new TextTemplate(pieces);
  }

  private static Piece expression(String text, CamelContext context) {
    if (text.equals(WINDOW)) {
      return new Piece(text, null);
    }
    Expression expression = context.resolveLanguage("simple").createExpression(text);
    expression.init(context);
    return new Piece(text, expression);
  }

  /**
   * Where the expression that begins at this place ends; the text's end when it isn't closed.
   *
   * @return the position behind its last brace
   */
  static int endOfExpression(String text, int begin) {
    int depth = 0;
    for (int i = begin; i < text.length(); i++) {
      if (text.startsWith(OPEN, i)) {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  /** Whether it has a place for the window's start. */
  boolean takesWindow() {
    return pieces.stream().anyMatch(Piece::isWindow);
  }

  /** Whether it is one expression and nothing else. */
  boolean isSingle() {
    return pieces.size() == 1 && pieces.get(0).text().startsWith(OPEN);
  }

  /**
   * @param what has this text, for the message
   * @throws FatalException when an expression has no value: the server would take the question for
   *     a different one
   */
  Evaluated evaluate(String what, Exchange exchange) {
    List<String> around = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.isWindow()) {
        around.add(text.toString());
        text.setLength(0);
      } else {
        text.append(value(piece, what, exchange));
      }
    }
    around.add(text.toString());
    return new Evaluated(List.copyOf(around));
  }

  private static String value(Piece piece, String what, Exchange exchange) {
    if (piece.expression() == null) {
      return piece.text();
    }
    String value = piece.expression().evaluate(exchange, String.class);
    if (value == null || value.isBlank()) {
      throw new FatalException(
          "%s has no value: %s is empty in this exchange. Set it before this step, or leave it out."
              .formatted(what, piece.text()));
    }
    return value;
  }
}
