package dev.oneway.mapping.jsonata;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.value.SyntaxException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the functions and variables an expression names, which JSONata itself only does when they
 * are called: unknown ones, and those that would make a mapping impure.
 */
final class Variables {
  private static final Set<String> IMPURE = Set.of("now", "millis", "random", "shuffle", "eval");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "append",
          "assert",
          "average",
          "base64decode",
          "base64encode",
          "boolean",
          "ceil",
          "clone",
          "contains",
          "count",
          "decodeUrl",
          "decodeUrlComponent",
          "distinct",
          "each",
          "encodeUrl",
          "encodeUrlComponent",
          "error",
          "exists",
          "filter",
          "floor",
          "formatBase",
          "formatInteger",
          "formatNumber",
          "fromMillis",
          "join",
          "keys",
          "length",
          "lookup",
          "lowercase",
          "map",
          "match",
          "max",
          "merge",
          "min",
          "not",
          "number",
          "pad",
          "parseInteger",
          "power",
          "reduce",
          "replace",
          "reverse",
          "round",
          "sift",
          "single",
          "sort",
          "split",
          "spread",
          "sqrt",
          "string",
          "substring",
          "substringAfter",
          "substringBefore",
          "sum",
          "toMillis",
          "trim",
          "type",
          "uppercase",
          "zip");

  private static final String NAME = "\\$([\\p{L}_][\\p{L}\\p{N}_]*)";
  private static final Pattern USED = Pattern.compile(NAME);
  private static final Pattern ASSIGNED = Pattern.compile(NAME + "\\s*:=");
  private static final Pattern BOUND_IN_PATH = Pattern.compile("[@#]\\s*" + NAME);
  private static final Pattern PARAMETERS = Pattern.compile("(?:function|λ)\\s*\\(([^)]*)\\)");

  private Variables() {}

  /**
   * @param given the variables it has from the start
   */
  static void check(String expression, Set<String> given) throws SyntaxException {
    String code = Code.withoutLiterals(expression);
    Set<String> own = namesIn(code, ASSIGNED);
    own.addAll(given);
    own.addAll(namesIn(code, BOUND_IN_PATH));
    Matcher parameters = PARAMETERS.matcher(code);
    while (parameters.find()) {
      own.addAll(namesIn(parameters.group(1), USED));
    }
    for (String name : namesIn(code, USED)) {
      if (!own.contains(name)) {
        refuseUnlessKnown(name, own);
      }
    }
  }

  private static void refuseUnlessKnown(String name, Set<String> own) throws SyntaxException {
    if (IMPURE.contains(name)) {
      throw new SyntaxException(
          "`$" + name + "` would give the same record a different value each time.",
          "A mapping has no clock, no chance and no code from records: leave it out.");
    }
    if (!FUNCTIONS.contains(name)) {
      Set<String> known = new HashSet<>(FUNCTIONS);
      known.addAll(own);
      throw new SyntaxException(
          "JSONata has no function or variable `$" + name + "`.",
          Nearest.to(name, known)
              .map(near -> "Did you mean `$" + near + "`?")
              .orElse("See https://docs.jsonata.org for its functions."));
    }
  }

  private static Set<String> namesIn(String code, Pattern pattern) {
    Set<String> names = new HashSet<>();
    Matcher matcher = pattern.matcher(code);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
