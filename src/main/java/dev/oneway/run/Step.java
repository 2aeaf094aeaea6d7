package dev.oneway.run;

import java.util.Set;

/**
 * A step of a flow.
 *
 * @param name where it leads, as the route file writes it, without options: {@code mapping:people}
 */
public record Step(String name, StepKind kind) {
  /** What their addresses hold is no name: statements. */
  private static final Set<String> NAMELESS = Set.of("sql", "jdbc");

  /** Those that only lead to other steps of the flow, which are steps themselves. */
  private static final Set<String> WAYS = Set.of("direct", "seda");

  private static final int LONGEST_NAME = 100;

  /** A source whose records come with the exchange, without a step that reads them. */
  static final Step SOURCE = new Step("source", StepKind.SOURCE);

  /**
   * @param mapped whether a mapping stands before it
   */
  static Step of(String uri, boolean mapped) {
    return new Step(name(uri), kind(scheme(uri), mapped));
  }

  private static StepKind kind(String scheme, boolean mapped) {
    return switch (scheme) {
      case "mapping" -> StepKind.MAPPING;
      case "dedup" -> StepKind.DEDUP;
      case "inbox" -> StepKind.DESTINATION;
      default -> mapped ? StepKind.DESTINATION : StepKind.SOURCE;
    };
  }

  /** Who writes credentials into a URL finds them nowhere else. */
  private static String name(String uri) {
    if (NAMELESS.contains(scheme(uri))) {
      return scheme(uri);
    }
    String bare = uri.replaceFirst("(?s)\\?.*", "").replaceFirst("//[^/@]*@", "//");
    return bare.length() > LONGEST_NAME ? bare.substring(0, LONGEST_NAME) : bare;
  }

  static boolean isWay(String uri) {
    return WAYS.contains(scheme(uri));
  }

  static boolean isMapping(String uri) {
    return scheme(uri).equals("mapping");
  }

  private static String scheme(String uri) {
    return uri.replaceFirst("(?s):.*", "");
  }
}
