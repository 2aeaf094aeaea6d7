package dev.oneway.ops.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PromQL expression as far as names go: which series it asks for, and by which labels.
 *
 * @param selectors each series with the labels it is selected by
 * @param grouping the labels that results are grouped by
 */
record PromQl(Map<String, Set<String>> selectors, Set<String> grouping) {
  private static final Set<String> WORDS =
      Set.of(
          "by",
          "without",
          "on",
          "ignoring",
          "bool",
          "or",
          "and",
          "unless",
          "offset",
          "group_left",
          "group_right");

  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");

  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\{[^}]*\\})?(\\s*\\()?");

  static PromQl of(String expression) {
    String text =
        expression.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\"").replaceAll("\\[[^\\]]*\\]", "");
    Set<String> grouping = new TreeSet<>();
    Matcher groups = GROUPING.matcher(text);
    while (groups.find()) {
      for (String label : groups.group(1).split(",", -1)) {
        grouping.add(label.strip());
      }
    }
    Map<String, Set<String>> selectors = new TreeMap<>();
    Matcher names = SELECTOR.matcher(groups.replaceAll(""));
    while (names.find()) {
      if (names.group(3) == null && !WORDS.contains(names.group(1))) {
        selectors
            .computeIfAbsent(names.group(1), n -> new TreeSet<>())
            .addAll(labelsOf(names.group(2)));
      }
    }
    return new PromQl(selectors, grouping);
  }

  private static Set<String> labelsOf(String matchers) {
    Set<String> labels = new TreeSet<>();
    if (matchers != null) {
      Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)")
          .matcher(matchers)
          .results()
          .forEach(match -> labels.add(match.group(1)));
    }
    return labels;
  }
}
