package dev.oneway.demo.salesforce;

import dev.oneway.demo.salesforce.SoqlItem.Column;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Reads what follows WHERE: conditions, joined by AND or by OR, in parentheses where both occur.
 */
final class SoqlWhere {
  private final SoqlTokens tokens;
  private final SoqlScope scope;

  SoqlWhere(SoqlTokens tokens, SoqlScope scope) {
    this.tokens = tokens;
    this.scope = scope;
  }

  Predicate<Map<String, Object>> parse() throws SoqlException {
    Predicate<Map<String, Object>> all = condition();
    boolean hasAnd = false;
    boolean hasOr = false;
    while (true) {
      if (tokens.takeIf("AND")) {
        hasAnd = true;
        all = all.and(condition());
      } else if (tokens.takeIf("OR")) {
        hasOr = true;
        all = all.or(condition());
      } else {
        return all;
      }
      if (hasAnd && hasOr) {
        throw SoqlException.malformed("AND and OR need parentheses between them");
      }
    }
  }

  private Predicate<Map<String, Object>> condition() throws SoqlException {
    if (tokens.takeIf("NOT")) {
      return condition().negate();
    }
    if (tokens.takeIf("(")) {
      Predicate<Map<String, Object>> inner = parse();
      tokens.require(")");
      return inner;
    }
    Column column = Soql.column(tokens, scope);
    if (tokens.takeIf("NOT")) {
      tokens.require("IN");
      return in(column).negate();
    }
    if (tokens.takeIf("IN")) {
      return in(column);
    }
    return comparison(column, tokens.take());
  }

  private Predicate<Map<String, Object>> in(Column column) throws SoqlException {
    Set<Optional<Object>> values = new HashSet<>();
    tokens.require("(");
    do {
      values.add(SoqlLiteral.parse(tokens.take(), column.field()));
    } while (tokens.takeIf(","));
    tokens.require(")");
    return row -> values.contains(SoqlLiteral.comparable(column.of(row)));
  }

  private Predicate<Map<String, Object>> comparison(Column column, String operator)
      throws SoqlException {
    IntPredicate holds = holds(operator);
    Optional<Object> literal = SoqlLiteral.parse(tokens.take(), column.field());
    return row -> {
      Optional<Object> value = SoqlLiteral.comparable(column.of(row));
      if (value.isEmpty() || literal.isEmpty()) {
        return holds.test(value.isEmpty() == literal.isEmpty() ? 0 : 1) && !isOrder(operator);
      }
      return holds.test(Soql.ascending().compare(value.get(), literal.get()));
    };
  }

  private static boolean isOrder(String operator) {
    return operator.startsWith(">") || (operator.startsWith("<") && !operator.equals("<>"));
  }

  private static IntPredicate holds(String operator) throws SoqlException {
    return switch (operator) {
      case "=" -> comparison -> comparison == 0;
      case "!=", "<>" -> comparison -> comparison != 0;
      case ">" -> comparison -> comparison > 0;
      case ">=" -> comparison -> comparison >= 0;
      case "<" -> comparison -> comparison < 0;
      case "<=" -> comparison -> comparison <= 0;
      default -> throw SoqlException.malformed("unexpected token: '" + operator + "'");
    };
  }
}
