package dev.oneway.demo.salesforce;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Up to 200 records in one request, each with an outcome of its own, in the order they were sent.
 * Threads may share it.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm">Collections</a>
 */
final class SalesforceCollections {
  private static final int MOST_RECORDS = 200;

  private final SalesforceOrg org;

  SalesforceCollections(SalesforceOrg org) {
    this.org = org;
  }

  Reply create(Request request) {
    return each(request, (table, record) -> new RecordWrite(table, record).create());
  }

  Reply update(Request request) {
    return each(request, (table, record) -> new RecordWrite(table, record).update());
  }

  Reply upsert(Request request, String object, String keyField) {
    Optional<Optional<SalesforceField>> key = org.with(object, table -> table.field(keyField));
    if (key.isEmpty()) {
      return SalesforceReplies.notFound();
    }
    if (key.get().filter(field -> field.is("unique")).isEmpty()) {
      String why =
          "Field name provided, " + keyField + " does not match an External ID for " + object;
      return SalesforceReplies.error(400, "INVALID_FIELD", why);
    }
    SalesforceField field = key.get().get();
    Map<Object, Integer> times = new HashMap<>();
    records(request)
        .ifPresent(
            all -> all.forEach(record -> times.merge(keyOf(record, field), 1, Integer::sum)));
    return each(
        request,
        (table, record) ->
            times.get(keyOf(record, field)) > 1
                ? Outcome.refused(
                        "DUPLICATE_VALUE",
                        "Duplicate external id specified: " + keyOf(record, field),
                        field.name())
                    .ofUpsert(false)
                : new RecordWrite(table, record).upsert(field));
  }

  private static Object keyOf(Map<?, ?> record, SalesforceField field) {
    return String.valueOf(record.get(field.name()));
  }

  private Reply each(Request request, BiFunction<SalesforceTable, Map<?, ?>, Outcome> work) {
    Optional<List<Map<?, ?>>> records = records(request);
    if (records.isEmpty()) {
      return SalesforceReplies.error(
          400, "JSON_PARSER_ERROR", "The records must be a list of sObjects");
    }
    if (records.get().size() > MOST_RECORDS) {
      return SalesforceReplies.error(
          400,
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than 200 records into this call");
    }
    List<Map<String, Object>> outcomes = new ArrayList<>();
    for (Map<?, ?> record : records.get()) {
      outcomes.add(outcome(record, work).json());
    }
    return Reply.json(200, outcomes);
  }

  private Outcome outcome(Map<?, ?> record, BiFunction<SalesforceTable, Map<?, ?>, Outcome> work) {
    if (!(record.get("attributes") instanceof Map<?, ?> attributes)) {
      return Outcome.refused("INVALID_TYPE", "Must send a type attribute with each record");
    }
    String object = String.valueOf(attributes.get("type"));
    return org.with(object, table -> work.apply(table, record))
        .orElseGet(
            () ->
                Outcome.refused("INVALID_TYPE", "sObject type '" + object + "' is not supported."));
  }

  private static Optional<List<Map<?, ?>>> records(Request request) {
    if (!(request.json().orElse(null) instanceof Map<?, ?> body)
        || !(body.get("records") instanceof List<?> list)) {
      return Optional.empty();
    }
    List<Map<?, ?>> records = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> record)) {
        return Optional.empty();
      }
      records.add(record);
    }
    return Optional.of(records);
  }
}
