package dev.oneway.ops.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} answered: the names of all series and the labels each has. */
record Scrape(Map<String, Set<String>> labels, Set<String> families, String text) {
  private static final Pattern SERIES = Pattern.compile("^([a-z_]+)(?:\\{(.*)\\})? [^ ]+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  static Scrape of(String text) {
    Map<String, Set<String>> labels = new TreeMap<>();
    Set<String> families = new TreeSet<>();
    text.lines()
        .forEach(
            line -> {
              Matcher series = SERIES.matcher(line);
              if (line.startsWith("# TYPE ")) {
                families.add(line.split(" ", -1)[2]);
              } else if (series.matches()) {
                Set<String> known = labels.computeIfAbsent(series.group(1), n -> new TreeSet<>());
                Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
                while (label.find()) {
                  known.add(label.group(1));
                }
              }
            });
    return new Scrape(labels, families, text);
  }

  /** The number of a series whose labels are just these; throws when there is none. */
  double number(String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series + " in\n" + text));
  }
}
