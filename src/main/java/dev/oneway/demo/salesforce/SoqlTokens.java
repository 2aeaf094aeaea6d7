package dev.oneway.demo.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a SOQL query, one after the other. */
final class SoqlTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:('(?:[^'\\\\]|\\\\.)*')|([A-Za-z0-9_.:+-]+)|(>=|<=|!=|<>|[=<>(),])|(\\S))",
          Pattern.DOTALL);

  private final List<String> tokens = new ArrayList<>();
  private int next;

  SoqlTokens(String query) throws SoqlException {
    Matcher token = TOKEN.matcher(query);
    while (token.lookingAt()) {
      if (token.group(4) != null) {
        throw SoqlException.malformed("unexpected token: '" + token.group(4) + "'");
      }
      tokens.add(token.group().strip());
      token.region(token.end(), query.length());
    }
  }

  boolean isAtEnd() {
    return next == tokens.size();
  }

  /** The next word, which stays the next; empty at the end. */
  String peek() {
    return isAtEnd() ? "" : tokens.get(next);
  }

  String take() throws SoqlException {
    if (isAtEnd()) {
      throw SoqlException.malformed("unexpected token: '<EOF>'");
    }
    return tokens.get(next++);
  }

  /**
   * The word that stands behind this one, on the same level of parentheses as the next word; what
   * is next stays the next.
   *
   * @throws SoqlException when there is none
   */
  String behind(String word) throws SoqlException {
    int depth = 0;
    for (int i = next; i + 1 < tokens.size() && depth >= 0; i++) {
      String token = tokens.get(i);
      if (depth == 0 && token.equalsIgnoreCase(word)) {
        return tokens.get(i + 1);
      }
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
    }
    throw SoqlException.malformed("unexpected token: '<EOF>'");
  }

  /** Takes this word, in any case, if it is the next. */
  boolean takeIf(String word) {
    boolean isNext = peek().equalsIgnoreCase(word);
    next += isNext ? 1 : 0;
    return isNext;
  }

  void require(String word) throws SoqlException {
    if (!takeIf(word)) {
      throw SoqlException.malformed("unexpected token: '" + (isAtEnd() ? "<EOF>" : peek()) + "'");
    }
  }
}
