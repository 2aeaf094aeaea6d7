package dev.oneway.mapping.jsonata;

import dev.oneway.mapping.jsonata.Tokens.Kind;
import dev.oneway.mapping.jsonata.Tokens.Token;
import dev.oneway.mapping.value.NameTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds the names an expression reads of its record. What a name leads to is known with all below
 * it. Never too few: an expression that takes the record as a whole, or may do so, knows
 * everything.
 */
final class NamesRead {
  private static final Set<String> LAMBDA = Set.of("function", "λ");
  private static final Set<String> WORD_OPERATORS = Set.of("and", "or", "in");

  /** Functions that take the context when they are called with nothing. */
  private static final Set<String> OF_CONTEXT =
      Set.of("$string", "$boolean", "$not", "$keys", "$spread", "$clone");

  /** Functions that take the context when they are called with one argument. */
  private static final Set<String> OF_CONTEXT_AND_ONE = Set.of("$lookup", "$each", "$sift");

  /**
   * A bracket that is open.
   *
   * @param inside whether names in it are those of something else than the record, whose own name
   *     is known already
   * @param lambda whether it holds a function's parameters
   */
  private record Bracket(boolean inside, boolean lambda) {}

  private final Tokens tokens;
  private final NameTree names;
  private final Deque<Bracket> open = new ArrayDeque<>();
  private boolean inside;
  private boolean afterOperand;
  private boolean afterParameters;
  private int at;

  private NamesRead(Tokens tokens, NameTree names) {
    this.tokens = tokens;
    this.names = names;
  }

  /** Adds the names an expression reads; it must have been compiled. */
  static void addTo(NameTree names, String expression) {
    new NamesRead(Tokens.of(expression), names).read();
  }

  private void read() {
    while (at < tokens.size()) {
      Token token = tokens.at(at);
      boolean word = token.kind() == Kind.NAME && afterOperand;
      if (token.kind() == Kind.OPERATOR) {
        operator(token.text());
      } else if (word && WORD_OPERATORS.contains(token.text())) {
        afterOperand = false;
        at++;
      } else {
        operand(token);
      }
    }
  }

  private void operand(Token token) {
    if (afterOperand) {
      names.addAll(); // not understood
    }
    afterOperand = true;
    if (token.kind() == Kind.VARIABLE) {
      variable(token.text());
    } else if (isLambda()) {
      afterOperand = false;
      at++;
    } else if (isStepAt(at) && (token.kind() == Kind.NAME || isInPath())) {
      boolean ofRecord = !inside && !tokens.at(at - 1).is(".");
      path(ofRecord);
    } else {
      at++;
    }
  }

  private boolean isLambda() {
    return LAMBDA.contains(tokens.at(at).text()) && tokens.at(at + 1).is("(");
  }

  /** A text is a name when it is a step of a path. */
  private boolean isInPath() {
    return tokens.at(at - 1).is(".") || tokens.at(at + 1).is(".");
  }

  private boolean isStepAt(int index) {
    Kind kind = tokens.at(index).kind();
    return kind == Kind.NAME || kind == Kind.TEXT;
  }

  /** Names with dots between them, from here on. */
  private void path(boolean ofRecord) {
    List<String> steps = new ArrayList<>();
    steps.add(step());
    while (tokens.at(at).is(".") && isStepAt(at + 1)) {
      at++;
      steps.add(step());
    }
    if (ofRecord) {
      names.add(steps);
    }
  }

  private String step() {
    Token token = tokens.at(at++);
    if (token.kind() == Kind.TEXT && token.text().indexOf('\\') >= 0) {
      names.addAll(); // a name behind an escape
    }
    return token.text();
  }

  private void variable(String name) {
    boolean ofRecord = !inside && !tokens.at(at - 1).is(".");
    boolean root = name.equals("$$") || (name.equals("$") && ofRecord);
    at++;
    if (root && tokens.at(at).is(".") && isStepAt(at + 1)) {
      at++;
      path(true);
    } else if (root || (ofRecord && takesContext(name))) {
      names.addAll();
    }
  }

  /** What stands before an arrow is an argument, too. */
  private boolean takesContext(String name) {
    if (tokens.at(at - 2).is("~>") || !tokens.at(at).is("(")) {
      return false;
    }
    return OF_CONTEXT.contains(name)
        ? tokens.at(at + 1).is(")")
        : OF_CONTEXT_AND_ONE.contains(name) && !hasTwoArguments();
  }

  private boolean hasTwoArguments() {
    int depth = 0;
    for (int i = at; i < tokens.size(); i++) {
      Token token = tokens.at(i);
      if (token.kind() == Kind.OPERATOR) {
        depth += "([{".contains(token.text()) ? 1 : ")]}".contains(token.text()) ? -1 : 0;
        if (depth == 0) {
          return false;
        }
        if (depth == 1 && token.is(",")) {
          return true;
        }
      }
    }
    return false;
  }

  private void operator(String operator) {
    switch (operator) {
      case "(", "[", "{" -> open(operator);
      case ")", "]", "}" -> close();
      case "@" -> names.addAll(); // the names behind it begin where those before it do
      case "*", "**", "%" -> star(operator);
      case "<" -> signature();
      default -> afterOperand = false;
    }
    at++;
  }

  private void open(String bracket) {
    open.push(new Bracket(inside, isLambdaAt(at - 1)));
    Token before = tokens.at(at - 1);
    boolean called = before.kind() == Kind.VARIABLE && tokens.at(at - 2).is(".");
    boolean ofOperand = afterOperand && !bracket.equals("(") && !afterParameters;
    inside |= before.is(".") || before.is("^") || called || ofOperand;
    afterOperand = false;
    afterParameters = false;
  }

  private boolean isLambdaAt(int index) {
    Token token = tokens.at(index);
    return token.kind() == Kind.NAME && LAMBDA.contains(token.text());
  }

  private void close() {
    Bracket bracket = open.pop();
    inside = bracket.inside();
    afterParameters = bracket.lambda();
    afterOperand = true;
  }

  /** A wildcard where a value is expected, else an operator between two. */
  private void star(String operator) {
    if (!afterOperand && (operator.equals("%") || (!inside && !tokens.at(at - 1).is(".")))) {
      names.addAll();
    }
    afterOperand = !afterOperand;
  }

  /** A function with a signature may take the context. */
  private void signature() {
    if (afterParameters) {
      names.addAll();
    }
    afterOperand = false;
  }
}
