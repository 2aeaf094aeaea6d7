package dev.oneway.demo.shopify;

import java.util.List;
import java.util.Map;

/** A request is wrong as a whole: nothing of it was done. */
final class GraphQlException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;

  GraphQlException(String code, String message) {
    super(message);
    this.code = code;
  }

  static GraphQlException unparsed(String token) {
    return new GraphQlException(
        "PARSE_ERROR", "syntax error, unexpected `%s`".formatted(token.isEmpty() ? "end" : token));
  }

  /** As GraphQL answers it, with status 200. */
  Map<String, Object> document() {
    return Map.of(
        "errors", List.of(Map.of("message", getMessage(), "extensions", Map.of("code", code))));
  }
}
