package dev.oneway.demo.shopify;

import dev.oneway.record.RecordJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field somebody asks for, with the values of variables in its arguments. As GraphQL wants it, a
 * member that is a variable without a value isn't there. Immutable.
 *
 * @param alias what it is called in the answer
 * @param fields what is asked for below it; none for a plain value
 * @see <a href="https://spec.graphql.org/October2021/">GraphQL</a>
 */
record Selection(String alias, String name, Map<String, Object> arguments, List<Selection> fields) {
  private static final Object ABSENT = new Object();

  /** Reads a document of one operation; its types aren't looked at. */
  static List<Selection> parse(String document, Map<String, Object> variables)
      throws GraphQlException {
    GraphQlTokens tokens = new GraphQlTokens(document);
    while (!tokens.peek().equals("{")) {
      if (tokens.takeIf("(")) {
        while (!tokens.takeIf(")")) {
          requireMore(tokens);
        }
      } else {
        requireMore(tokens);
      }
    }
    List<Selection> fields = fields(tokens, variables);
    if (!tokens.peek().isEmpty()) {
      throw GraphQlException.unparsed(tokens.peek());
    }
    return fields;
  }

  private static void requireMore(GraphQlTokens tokens) throws GraphQlException {
    if (tokens.take().isEmpty()) {
      throw GraphQlException.unparsed("");
    }
  }

  private static List<Selection> fields(GraphQlTokens tokens, Map<String, Object> variables)
      throws GraphQlException {
    List<Selection> fields = new ArrayList<>();
    tokens.require("{");
    while (!tokens.takeIf("}")) {
      String alias = word(tokens);
      String name = tokens.takeIf(":") ? word(tokens) : alias;
      Map<String, Object> arguments =
          tokens.takeIf("(") ? members(tokens, ")", variables) : Map.of();
      boolean nested = tokens.peek().equals("{");
      fields.add(
          new Selection(alias, name, arguments, nested ? fields(tokens, variables) : List.of()));
    }
    return fields;
  }

  private static String word(GraphQlTokens tokens) throws GraphQlException {
    if (!tokens.peek().matches("[_A-Za-z]\\w*")) {
      throw GraphQlException.unparsed(tokens.peek());
    }
    return tokens.take();
  }

  private static Map<String, Object> members(
      GraphQlTokens tokens, String end, Map<String, Object> variables) throws GraphQlException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (!tokens.takeIf(end)) {
      String name = word(tokens);
      tokens.require(":");
      Object value = value(tokens, variables);
      if (value != ABSENT) {
        members.put(name, value);
      }
    }
    return members;
  }

  private static Object value(GraphQlTokens tokens, Map<String, Object> variables)
      throws GraphQlException {
    if (tokens.takeIf("{")) {
      return members(tokens, "}", variables);
    }
    if (tokens.takeIf("[")) {
      List<Object> list = new ArrayList<>();
      while (!tokens.takeIf("]")) {
        list.add(value(tokens, variables));
      }
      return list;
    }
    String token = tokens.take();
    if (token.startsWith("$")) {
      String name = token.substring(1);
      return variables.containsKey(name) ? variables.get(name) : ABSENT;
    }
    return switch (token) {
      case "" -> throw GraphQlException.unparsed("");
      case "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default ->
          token.startsWith("\"")
              ? RecordJson.readRecord("{\"text\":" + token + "}").get("text")
              : token;
    };
  }
}
