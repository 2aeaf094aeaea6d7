package dev.oneway.flow;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the {@code {{settings}}} a route file can't do without and that have no value. */
final class Placeholders {
  /** A name without default; {{?optional}} and {{name:default}} need no value. */
  private static final Pattern REQUIRED = Pattern.compile("\\{\\{\\s*([^{}?!:\\s]+)\\s*}}");

  private static final Pattern ENVIRONMENT = Pattern.compile("\\{\\{\\s*env:([^{}:\\s]+)\\s*}}");

  /** Whole-line comments of YAML and Java. */
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(#|//|\\*).*$");

  private Placeholders() {}

  /**
   * @param settings finds the value of a setting
   * @return the names without value in the order of the file: settings by name, environment
   *     variables as {@code NAME (environment variable)}
   */
  static List<String> missingIn(
      String fileText,
      Function<String, Optional<String>> settings,
      Function<String, String> environment) {
    String text = COMMENT.matcher(fileText).replaceAll("");
    Stream<String> names = names(REQUIRED, text).filter(name -> settings.apply(name).isEmpty());
    Stream<String> variables =
        names(ENVIRONMENT, text)
            .filter(name -> environment.apply(name) == null)
            .map(name -> name + " (environment variable)");
    return Stream.concat(names, variables).distinct().toList();
  }

  private static Stream<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
  }
}
