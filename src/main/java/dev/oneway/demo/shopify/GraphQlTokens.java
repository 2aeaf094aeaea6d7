package dev.oneway.demo.shopify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a GraphQL document. Used by one thread. */
final class GraphQlTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*,*\\s*(\\$?[_A-Za-z][_0-9A-Za-z]*|-?\\d+(?:\\.\\d+)?|\"(?:[^\"\\\\]|\\\\.)*\"|[{}()\\[\\]:!=])");

  private final String document;
  private final Matcher matcher;
  private String next;

  GraphQlTokens(String document) throws GraphQlException {
    this.document = document.strip();
    this.matcher = TOKEN.matcher(this.document);
    advance();
  }

  private void advance() throws GraphQlException {
    int at = next == null ? 0 : matcher.end();
    if (document.substring(at).isBlank()) {
      next = "";
    } else if (matcher.region(at, document.length()).lookingAt()) {
      next = matcher.group(1);
    } else {
      throw GraphQlException.unparsed(document.substring(at, at + 1));
    }
  }

  /** The next token; empty at the end. */
  String peek() {
    return next;
  }

  String take() throws GraphQlException {
    String taken = next;
    advance();
    return taken;
  }

  boolean takeIf(String token) throws GraphQlException {
    boolean isNext = next.equals(token);
    if (isNext) {
      advance();
    }
    return isNext;
  }

  void require(String token) throws GraphQlException {
    if (!takeIf(token)) {
      throw GraphQlException.unparsed(next);
    }
  }
}
