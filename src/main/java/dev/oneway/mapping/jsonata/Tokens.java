package dev.oneway.mapping.jsonata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of an expression that has been parsed. Immutable. */
final class Tokens {
  /** What a token is. */
  enum Kind {
    NAME,
    TEXT,
    VARIABLE,
    NUMBER,
    OPERATOR,
    END
  }

  /**
   * One token.
   *
   * @param text a name without its quotes, a variable with its {@code $}
   */
  record Token(Kind kind, String text) {
    boolean is(String operator) {
      return kind == Kind.OPERATOR && text.equals(operator);
    }
  }

  private static final Token END = new Token(Kind.END, "");
  private static final String OPERATORS = ".\\[\\]{}(),@#;:?+\\-*/%|=<>^&!~";
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<literal>[\"`])|(?<operator>\\.\\.|:=|!=|<=|>=|\\*\\*|~>|\\?:|\\?\\?|["
              + OPERATORS
              + "])|(?<word>[^ \t\r\n\"`"
              + OPERATORS
              + "]+)");

  private final List<Token> all = new ArrayList<>();

  private Tokens() {}

  static Tokens of(String expression) {
    Code code = Code.of(expression);
    Tokens tokens = new Tokens();
    int literals = 0;
    Matcher matcher = TOKEN.matcher(code.blanked());
    while (matcher.find()) {
      if (matcher.group("literal") != null) {
        Kind kind = matcher.group().equals("`") ? Kind.NAME : Kind.TEXT;
        tokens.all.add(new Token(kind, code.literals().get(literals++)));
      } else {
        boolean operator = matcher.group("operator") != null;
        tokens.all.add(
            operator ? new Token(Kind.OPERATOR, matcher.group()) : word(matcher.group()));
      }
    }
    return tokens;
  }

  private static Token word(String text) {
    char first = text.charAt(0);
    boolean digit = first >= '0' && first <= '9';
    return new Token(first == '$' ? Kind.VARIABLE : digit ? Kind.NUMBER : Kind.NAME, text);
  }

  int size() {
    return all.size();
  }

  /** The token at an index; the end for those before and behind all. */
  Token at(int index) {
    return index >= 0 && index < all.size() ? all.get(index) : END;
  }
}
