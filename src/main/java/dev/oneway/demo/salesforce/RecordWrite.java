package dev.oneway.demo.salesforce;

import dev.oneway.demo.salesforce.SalesforceField.WrongValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One record of a collection: checked as Salesforce checks it, then written or refused. */
final class RecordWrite {
  private static final Set<String> NO_FIELDS = Set.of("attributes", "id", "Id");

  private final SalesforceTable table;
  private final Map<?, ?> record;

  RecordWrite(SalesforceTable table, Map<?, ?> record) {
    this.table = table;
    this.record = record;
  }

  Outcome create() {
    if (record.containsKey("id") || record.containsKey("Id")) {
      return Outcome.refused(
          "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id");
    }
    return written(Optional.empty());
  }

  Outcome update() {
    Object id = record.containsKey("id") ? record.get("id") : record.get("Id");
    if (id == null) {
      return Outcome.refused("MISSING_ARGUMENT", "Id not specified in an update call");
    }
    if (!id.toString().matches("[A-Za-z0-9]{15}([A-Z0-5]{3})?")) {
      return Outcome.refused("MALFORMED_ID", "malformed id " + id, "Id");
    }
    if (table.isDeleted(id.toString())) {
      return Outcome.refused("ENTITY_IS_DELETED", "entity is deleted");
    }
    Optional<Map<String, Object>> row = table.row(id.toString());
    return row.isEmpty()
        ? Outcome.refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        : written(row);
  }

  Outcome upsert(SalesforceField key) {
    Object value = record.get(key.name());
    if (value == null || value.toString().isBlank()) {
      return Outcome.refused("MISSING_ARGUMENT", key.name() + " not specified").ofUpsert(false);
    }
    if (record.containsKey("id") || record.containsKey("Id")) {
      return Outcome.refused(
              "INVALID_FIELD", "cannot specify both an external ID reference and a salesforce id")
          .ofUpsert(false);
    }
    Optional<Map<String, Object>> row = table.row(key, value.toString());
    return written(row).ofUpsert(row.isEmpty());
  }

  private Outcome written(Optional<Map<String, Object>> old) {
    boolean isNew = old.isEmpty();
    String id = old.map(row -> row.get("Id").toString()).orElse("");
    if (table.isLocked(id)) {
      return Outcome.refused(
          "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");
    }
    if (old.map(row -> row.get("IsConverted")).filter(Boolean.TRUE::equals).isPresent()) {
      return Outcome.refused("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : record.entrySet()) {
      if (!NO_FIELDS.contains(entry.getKey().toString())) {
        Optional<Outcome> refused =
            check(entry.getKey().toString(), entry.getValue(), isNew, id, values);
        if (refused.isPresent()) {
          return refused.get();
        }
      }
    }
    Optional<Outcome> missing = missing(isNew, values);
    if (missing.isPresent()) {
      return missing.get();
    }
    if (isNew) {
      return Outcome.done(table.insert(values));
    }
    table.update(id, values);
    return Outcome.done(id);
  }

  /** Puts the value into values, or says why not. */
  private Optional<Outcome> check(
      String name, Object value, boolean isNew, String id, Map<String, Object> values) {
    Optional<SalesforceField> found = table.field(name);
    if (found.isEmpty()) {
      String why = "No such column '" + name + "' on sobject of type " + table.object();
      return Optional.of(Outcome.refused("INVALID_FIELD", why));
    }
    SalesforceField field = found.get();
    if (field.is("kept") || (field.is("created") && !isNew)) {
      String why =
          "Unable to create/update fields: %s. Please check the security settings of this field and verify that it is read/write for your profile or permission set."
              .formatted(field.name());
      return Optional.of(Outcome.refused("INVALID_FIELD_FOR_INSERT_UPDATE", why, field.name()));
    }
    if (value == null || value.toString().isBlank()) {
      values.put(field.name(), null);
      return Optional.empty();
    }
    try {
      values.put(field.name(), field.stored(value));
    } catch (WrongValue e) {
      return Optional.of(Outcome.refused(e.code(), e.getMessage(), field.name()));
    }
    return field.is("unique") ? takenByAnother(field, value, id) : Optional.empty();
  }

  private Optional<Outcome> takenByAnother(SalesforceField field, Object value, String id) {
    return table
        .row(field, value.toString())
        .map(row -> row.get("Id").toString())
        .filter(owner -> !owner.equals(id))
        .map(
            owner ->
                Outcome.refused(
                    "DUPLICATE_VALUE",
                    "duplicate value found: %s duplicates value on record with id: %s"
                        .formatted(field.name(), owner.substring(0, 15))));
  }

  private Optional<Outcome> missing(boolean isNew, Map<String, Object> values) {
    List<String> missing =
        table.required().stream()
            .filter(name -> values.get(name) == null && (isNew || values.containsKey(name)))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Outcome.refused(
                "REQUIRED_FIELD_MISSING",
                "Required fields are missing: " + missing,
                missing.toArray(String[]::new)));
  }
}
