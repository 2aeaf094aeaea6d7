package dev.oneway.demo.hubspot;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.hubspot.HubSpotReplies.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Many records in one request: {@code batch/upsert} and {@code batch/read}.
 *
 * <p>With an objectWriteTraceId in every input, the good inputs of an upsert are done and the bad
 * ones told beside them (207). Without, one bad input refuses them all (400).
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/error-handling">Multi-status</a>
 */
final class HubSpotBatch {
  private static final int MOST_INPUTS = 100;

  private final HubSpotObjects objects;
  private final Map<?, ?> body;
  private final List<Map<?, ?>> inputs;
  private final List<Map<String, Object>> results = new ArrayList<>();
  private final List<Map<String, Object>> errors = new ArrayList<>();

  HubSpotBatch(HubSpotObjects objects, Request request) throws Refused {
    this.objects = objects;
    this.body = HubSpotJson.body(request);
    this.inputs = HubSpotJson.objects(body, "inputs");
    if (inputs.isEmpty() || inputs.size() > MOST_INPUTS) {
      throw HubSpotReplies.refused(
          "Batch size must be between 1 and " + MOST_INPUTS + ", got " + inputs.size());
    }
    requireDistinct();
  }

  private void requireDistinct() throws Refused {
    Set<String> ids = new HashSet<>();
    for (Map<?, ?> input : inputs) {
      if (!ids.add(HubSpotJson.text(input, "id"))) {
        throw HubSpotReplies.refused("Duplicate IDs found in batch input: IDs must be unique");
      }
    }
  }

  Reply upsert() throws Refused {
    boolean isTraced = isTraced();
    List<Upsert> upserts = new ArrayList<>();
    for (Map<?, ?> input : inputs) {
      Upsert upsert = Upsert.of(input, objects);
      if (upsert.fault().isEmpty()) {
        upserts.add(upsert);
      } else if (isTraced) {
        errors.add(
            error("VALIDATION_ERROR", upsert.fault().get(), "objectWriteTraceId", upsert.trace()));
      } else {
        throw HubSpotReplies.refused(upsert.fault().get());
      }
    }
    upserts.forEach(upsert -> results.add(upsert.execute(objects)));
    // The order of the inputs isn't kept.
    Collections.reverse(results);
    return reply();
  }

  private boolean isTraced() {
    Set<String> traces = new HashSet<>();
    inputs.forEach(input -> traces.add(HubSpotJson.text(input, "objectWriteTraceId")));
    return traces.size() == inputs.size() && !traces.contains("");
  }

  Reply read() throws Refused {
    String idProperty = HubSpotJson.text(body, "idProperty");
    List<String> names = HubSpotJson.texts(body, "properties");
    List<String> shown = names.stream().filter(name -> !objects.isBuiltIn(name)).toList();
    List<String> missing = new ArrayList<>();
    for (Map<?, ?> input : inputs) {
      String id = HubSpotJson.text(input, "id");
      Optional<HubSpotObject> found = find(objects, idProperty, id);
      found.ifPresentOrElse(
          object -> results.add(object.json(shown, objects.modified())), () -> missing.add(id));
    }
    if (!missing.isEmpty()) {
      String why =
          "Could not get some %s objects, they may be deleted or not exist. Check that ids are valid."
              .formatted(objects.type());
      errors.add(error("OBJECT_NOT_FOUND", why, "ids", missing.toArray(String[]::new)));
    }
    return reply();
  }

  /**
   * @param idProperty empty for HubSpot's own id
   */
  static Optional<HubSpotObject> find(HubSpotObjects objects, String idProperty, String id)
      throws Refused {
    if (idProperty.isEmpty() || idProperty.equals("hs_object_id")) {
      return id.matches("\\d{1,18}") ? objects.find(Long.parseLong(id)) : Optional.empty();
    }
    if (!objects.property(idProperty).map(Property::unique).orElse(false)) {
      throw HubSpotReplies.refused(
          "Unable to perform update/upsert by non-unique property " + idProperty);
    }
    return objects.find(idProperty, id);
  }

  private static Map<String, Object> error(
      String category, String message, String context, String... values) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("status", "error");
    error.put("category", category);
    error.put("message", message);
    error.put("context", Map.of(context, List.of(values)));
    return error;
  }

  private Reply reply() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", "COMPLETE");
    json.put("results", results);
    if (!errors.isEmpty()) {
      json.put("numErrors", errors.size());
      json.put("errors", errors);
    }
    String now = HubSpotObject.time(Instant.now());
    json.put("startedAt", now);
    json.put("completedAt", now);
    return Reply.json(errors.isEmpty() ? 200 : 207, json);
  }
}
