package dev.oneway.demo.servicenow;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An encoded query: conditions that must all hold, and fields to order by. What isn't one of these
 * is ignored, as an instance ignores the invalid parts of a query. Immutable.
 *
 * @see <a href="https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html">Table
 *     API</a>
 */
record EncodedQuery(Predicate<Map<String, String>> filter, Comparator<Map<String, String>> order) {
  private static final Pattern CARET = Pattern.compile("\\^");
  private static final Pattern CONDITION = Pattern.compile("([a-z_]+)(>=|<=|!=|=|>|<)(.*)");
  private static final Pattern ORDER = Pattern.compile("ORDERBY(DESC)?([a-z_]+)");

  static EncodedQuery parse(String text) {
    List<String> parts = CARET.splitAsStream(text).toList();
    Predicate<Map<String, String>> filter =
        parts.stream()
            .flatMap(part -> condition(part).stream())
            .reduce(row -> true, Predicate::and);
    Comparator<Map<String, String>> order =
        parts.stream()
            .flatMap(part -> order(part).stream())
            .reduce(Comparator::thenComparing)
            .orElseGet(() -> Comparator.comparing(row -> ""));
    return new EncodedQuery(filter, order);
  }

  private static Optional<Predicate<Map<String, String>>> condition(String part) {
    Matcher condition = CONDITION.matcher(part);
    if (!condition.matches()) {
      return Optional.empty();
    }
    String value = condition.group(3);
    return Optional.of(
        row -> holds(condition.group(2), row.getOrDefault(condition.group(1), ""), value));
  }

  /** Numbers here are of one digit and times sort as text. */
  private static boolean holds(String operator, String field, String value) {
    int place = field.compareTo(value);
    return switch (operator) {
      case ">=" -> place >= 0;
      case "<=" -> place <= 0;
      case ">" -> place > 0;
      case "<" -> place < 0;
      case "!=" -> place != 0;
      default -> place == 0;
    };
  }

  private static Optional<Comparator<Map<String, String>>> order(String part) {
    Matcher order = ORDER.matcher(part);
    if (!order.matches()) {
      return Optional.empty();
    }
    Comparator<Map<String, String>> byField =
        Comparator.comparing(row -> row.getOrDefault(order.group(2), ""));
    return Optional.of(order.group(1) == null ? byField : byField.reversed());
  }
}
