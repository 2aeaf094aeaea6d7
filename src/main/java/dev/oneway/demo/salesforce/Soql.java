package dev.oneway.demo.salesforce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A SOQL query over one object: {@code SELECT fields FROM object WHERE conditions ORDER BY fields
 * LIMIT number}, with AND, OR, NOT, parentheses, comparisons, IN and NOT IN. No functions, no
 * relationships.
 *
 * @param fields what is selected, by name
 */
record Soql(
    List<String> fields,
    Predicate<Map<String, Object>> where,
    Optional<Comparator<Map<String, Object>>> order,
    int limit) {

  /** The object a query is over; empty when it names none. */
  static Optional<String> objectOf(String query) throws SoqlException {
    SoqlTokens tokens = new SoqlTokens(query);
    while (!tokens.isAtEnd()) {
      if (tokens.takeIf("FROM")) {
        return Optional.of(tokens.take());
      }
      tokens.take();
    }
    return Optional.empty();
  }

  static Soql parse(String query, SalesforceTable table) throws SoqlException {
    SoqlTokens tokens = new SoqlTokens(query);
    tokens.require("SELECT");
    List<String> fields = new ArrayList<>();
    do {
      fields.add(field(tokens, table).name());
    } while (tokens.takeIf(","));
    requireDistinct(fields);
    tokens.require("FROM");
    tokens.take();
    Predicate<Map<String, Object>> where =
        tokens.takeIf("WHERE") ? new SoqlWhere(tokens, table).parse() : row -> true;
    List<Comparator<Map<String, Object>>> order = new ArrayList<>();
    if (tokens.takeIf("ORDER")) {
      tokens.require("BY");
      do {
        order.add(order(tokens, table));
      } while (tokens.takeIf(","));
    }
    int limit = tokens.takeIf("LIMIT") ? Integer.parseInt(tokens.take()) : Integer.MAX_VALUE;
    if (!tokens.isAtEnd()) {
      throw SoqlException.malformed("unexpected token: '" + tokens.peek() + "'");
    }
    return new Soql(
        List.copyOf(fields), where, order.stream().reduce(Comparator::thenComparing), limit);
  }

  private static void requireDistinct(List<String> fields) throws SoqlException {
    Set<String> seen = new HashSet<>();
    for (String field : fields) {
      if (!seen.add(field)) {
        throw new SoqlException("INVALID_FIELD", "duplicate field selected: " + field);
      }
    }
  }

  static SalesforceField field(SoqlTokens tokens, SalesforceTable table) throws SoqlException {
    String name = tokens.take();
    return table
        .field(name)
        .orElseThrow(
            () ->
                new SoqlException(
                    "INVALID_FIELD",
                    "No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
                        .formatted(name, table.object())));
  }

  private static Comparator<Map<String, Object>> order(SoqlTokens tokens, SalesforceTable table)
      throws SoqlException {
    SalesforceField field = field(tokens, table);
    boolean isDescending = tokens.takeIf("DESC");
    if (!isDescending) {
      tokens.takeIf("ASC");
    }
    // Empty ones come first, in either direction, unless the query says otherwise.
    boolean isNullLast = false;
    if (tokens.takeIf("NULLS")) {
      isNullLast = tokens.takeIf("LAST");
      tokens.takeIf("FIRST");
    }
    Comparator<Object> values = isDescending ? Soql.ascending().reversed() : Soql.ascending();
    Comparator<Object> all =
        isNullLast ? Comparator.nullsLast(values) : Comparator.nullsFirst(values);
    return Comparator.comparing(
        row -> SoqlLiteral.comparable(row.get(field.name())).orElse(null), all);
  }

  /** Both are values of the same field, and so of the same class. */
  @SuppressWarnings("unchecked")
  static Comparator<Object> ascending() {
    return (left, right) -> ((Comparable<Object>) left).compareTo(right);
  }

  List<Map<String, Object>> over(SalesforceTable table) {
    List<Map<String, Object>> found = new ArrayList<>(table.rows().stream().filter(where).toList());
    order.ifPresent(found::sort);
    return found.subList(0, Math.min(limit, found.size()));
  }
}
