package dev.oneway.demo.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a query selects. Immutable. */
sealed interface SoqlItem {

  /** As it stands in the query; no two of a query are the same. */
  String name();

  /** Puts what it selects of a row into the record that is answered. */
  void show(Map<String, Object> row, Map<String, Object> record);

  /**
   * A field, of the row itself or of the row a reference leads to.
   *
   * @param parent where the reference leads; empty for the row's own
   */
  record Column(Optional<SoqlScope> parent, SalesforceField field) implements SoqlItem {
    @Override
    public String name() {
      return parent.map(scope -> scope.table().object() + ".").orElse("") + field.name();
    }

    /** Null when it is empty, or nothing is referred to. */
    Object of(Map<String, Object> row) {
      return owner(row).map(owner -> owner.get(field.name())).orElse(null);
    }

    private Optional<Map<String, Object>> owner(Map<String, Object> row) {
      return parent.isEmpty()
          ? Optional.of(row)
          : Optional.ofNullable((String) row.get(parent.get().table().object() + "Id"))
              .flatMap(id -> parent.get().table().row(id));
    }

    @Override
    @SuppressWarnings("unchecked")
    public void show(Map<String, Object> row, Map<String, Object> record) {
      Object shown = SalesforceQueries.shown(of(row));
      if (parent.isEmpty()) {
        record.put(field.name(), shown);
        return;
      }
      String relationship = parent.get().table().object();
      Optional<Map<String, Object>> owner = owner(row);
      if (owner.isEmpty()) {
        record.put(relationship, null);
        return;
      }
      Object related =
          record.computeIfAbsent(
              relationship,
              one ->
                  new LinkedHashMap<>(Map.of("attributes", parent.get().attributes(owner.get()))));
      ((Map<String, Object>) related).put(field.name(), shown);
    }
  }

  /**
   * The rows that point to this one.
   *
   * @param name the relationship's
   */
  record Children(String name, Soql query) implements SoqlItem {
    @Override
    public void show(Map<String, Object> row, Map<String, Object> record) {
      List<Map<String, Object>> found = query.records(child -> SoqlScope.belongs(child, row));
      Map<String, Object> list = new LinkedHashMap<>();
      list.put("totalSize", found.size());
      list.put("done", true);
      list.put("records", found);
      record.put(name, found.isEmpty() ? null : list);
    }
  }
}
