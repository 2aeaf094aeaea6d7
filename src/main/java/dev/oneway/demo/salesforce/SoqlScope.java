package dev.oneway.demo.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a query can see: one object's rows, and those of the objects related to it. Not to be shared
 * between threads.
 *
 * @param tables all, by object
 * @param deleted whether deleted rows are seen, too, as {@code queryAll} does
 * @param version of the API, as in {@code 65.0}
 */
record SoqlScope(
    SalesforceTable table, Map<String, SalesforceTable> tables, boolean deleted, String version) {
  private static final String TO_ACCOUNT = "AccountId";

  /**
   * @throws SoqlException when there is no such object
   */
  static SoqlScope of(
      String object, Map<String, SalesforceTable> tables, boolean deleted, String version)
      throws SoqlException {
    SalesforceTable table = tables.get(object);
    if (table == null) {
      throw new SoqlException("INVALID_TYPE", "sObject type '" + object + "' is not supported.");
    }
    return new SoqlScope(table, tables, deleted, version);
  }

  List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>(table.rows());
    if (deleted) {
      rows.addAll(table.recycled());
    }
    return rows;
  }

  /**
   * The rows that point to an account, by the relationship's name.
   *
   * @throws SoqlException when this object has no such relationship
   */
  SoqlScope children(String relationship) throws SoqlException {
    String object =
        SalesforceSchema.childrenOfAnAccount(relationship)
            .filter(name -> table.object().equals("Account"))
            .orElseThrow(() -> noRelationship(relationship));
    return of(object, tables, deleted, version);
  }

  /** Whether a row of the children belongs to this one. */
  static boolean belongs(Map<String, Object> child, Map<String, Object> row) {
    return row.get("Id").equals(child.get(TO_ACCOUNT));
  }

  /**
   * The object a row's reference leads to: {@code Account} by {@code AccountId}.
   *
   * @throws SoqlException when this object has no such reference
   */
  SoqlScope parent(String relationship) throws SoqlException {
    if (table.field(relationship + "Id").isEmpty() || !tables.containsKey(relationship)) {
      throw noRelationship(relationship);
    }
    return of(relationship, tables, deleted, version);
  }

  private SoqlException noRelationship(String name) {
    return new SoqlException(
        "INVALID_FIELD",
        "Didn't understand relationship '%s' in field path or FROM part of query call on entity '%s'."
            .formatted(name, table.object()));
  }

  /** What every record says of itself. */
  Map<String, Object> attributes(Map<String, Object> row) {
    String url =
        "/services/data/v%s/sobjects/%s/%s".formatted(version, table.object(), row.get("Id"));
    return Map.of("type", table.object(), "url", url);
  }
}
