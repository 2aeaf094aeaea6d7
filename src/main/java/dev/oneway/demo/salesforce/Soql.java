package dev.oneway.demo.salesforce;

import dev.oneway.demo.salesforce.SoqlItem.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A SOQL query: {@code SELECT fields FROM object WHERE conditions ORDER BY fields LIMIT number},
 * with AND, OR, NOT, parentheses, comparisons, IN and NOT IN. Fields may be those of a parent
 * ({@code Account.Name}); among what is selected may be a query over children ({@code (SELECT Name
 * FROM Opportunities)}). No functions, no semi-joins.
 */
record Soql(
    SoqlScope scope,
    List<SoqlItem> selected,
    Predicate<Map<String, Object>> where,
    Optional<Comparator<Map<String, Object>>> order,
    int limit) {

  /**
   * @param deleted whether deleted rows are found, too
   * @throws SoqlException in Salesforce's words
   */
  static Soql parse(
      String query, Map<String, SalesforceTable> tables, boolean deleted, String version)
      throws SoqlException {
    SoqlTokens tokens = new SoqlTokens(query);
    tokens.require("SELECT");
    SoqlScope scope = SoqlScope.of(tokens.behind("FROM"), tables, deleted, version);
    Soql soql = parse(tokens, scope);
    if (!tokens.isAtEnd()) {
      throw SoqlException.malformed("unexpected token: '" + tokens.peek() + "'");
    }
    return soql;
  }

  private static Soql parse(SoqlTokens tokens, SoqlScope scope) throws SoqlException {
    List<SoqlItem> selected = new ArrayList<>();
    do {
      selected.add(tokens.takeIf("(") ? children(tokens, scope) : column(tokens, scope));
    } while (tokens.takeIf(","));
    requireDistinct(selected);
    tokens.require("FROM");
    tokens.take();
    Predicate<Map<String, Object>> where =
        tokens.takeIf("WHERE") ? new SoqlWhere(tokens, scope).parse() : row -> true;
    List<Comparator<Map<String, Object>>> order = new ArrayList<>();
    if (tokens.takeIf("ORDER")) {
      tokens.require("BY");
      do {
        order.add(order(tokens, scope));
      } while (tokens.takeIf(","));
    }
    int limit = tokens.takeIf("LIMIT") ? Integer.parseInt(tokens.take()) : Integer.MAX_VALUE;
    return new Soql(
        scope,
        List.copyOf(selected),
        where,
        order.stream().reduce(Comparator::thenComparing),
        limit);
  }

  /** Behind its opening parenthesis. */
  private static SoqlItem children(SoqlTokens tokens, SoqlScope scope) throws SoqlException {
    tokens.require("SELECT");
    String relationship = tokens.behind("FROM");
    Soql query = parse(tokens, scope.children(relationship));
    tokens.require(")");
    return new SoqlItem.Children(relationship, query);
  }

  private static void requireDistinct(List<SoqlItem> selected) throws SoqlException {
    Set<String> seen = new HashSet<>();
    for (SoqlItem item : selected) {
      if (!seen.add(item.name())) {
        throw new SoqlException("INVALID_FIELD", "duplicate field selected: " + item.name());
      }
    }
  }

  static Column column(SoqlTokens tokens, SoqlScope scope) throws SoqlException {
    String[] path = tokens.take().split("\\.", 2);
    Optional<SoqlScope> parent =
        path.length == 1 ? Optional.empty() : Optional.of(scope.parent(path[0]));
    SalesforceTable table = parent.orElse(scope).table();
    String name = path[path.length - 1];
    SalesforceField field =
        table
            .field(name)
            .orElseThrow(
                () ->
                    new SoqlException(
                        "INVALID_FIELD",
                        "No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
                            .formatted(name, table.object())));
    return new Column(parent, field);
  }

  private static Comparator<Map<String, Object>> order(SoqlTokens tokens, SoqlScope scope)
      throws SoqlException {
    Column column = column(tokens, scope);
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
    return Comparator.comparing(row -> SoqlLiteral.comparable(column.of(row)).orElse(null), all);
  }

  /** Both are values of the same field, and so of the same class. */
  @SuppressWarnings("unchecked")
  static Comparator<Object> ascending() {
    return (left, right) -> ((Comparable<Object>) left).compareTo(right);
  }

  /** The records it finds among the rows of which this is true, as the API shows them. */
  List<Map<String, Object>> records(Predicate<Map<String, Object>> among) {
    List<Map<String, Object>> found =
        new ArrayList<>(scope.rows().stream().filter(among.and(where)).toList());
    order.ifPresent(found::sort);
    return found.stream().limit(limit).map(this::record).toList();
  }

  private Map<String, Object> record(Map<String, Object> row) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("attributes", scope.attributes(row));
    selected.forEach(item -> item.show(row, record));
    return record;
  }
}
