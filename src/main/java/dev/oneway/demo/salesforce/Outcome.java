package dev.oneway.demo.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one record of a collection.
 *
 * @param id empty when there is none
 * @param created empty where the answer doesn't tell
 * @param error empty when it went well
 */
record Outcome(String id, Optional<Boolean> created, Optional<Fault> error) {
  /** Why a record was refused, in Salesforce's words. */
  record Fault(String statusCode, String message, List<String> fields) {}

  static Outcome done(String id) {
    return new Outcome(id, Optional.empty(), Optional.empty());
  }

  static Outcome refused(String statusCode, String message, String... fields) {
    return new Outcome(
        "", Optional.empty(), Optional.of(new Fault(statusCode, message, List.of(fields))));
  }

  /** As the answer to an upsert tells it. */
  Outcome ofUpsert(boolean isNew) {
    return new Outcome(id, Optional.of(error.isEmpty() && isNew), error);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    if (!id.isEmpty()) {
      json.put("id", id);
    }
    json.put("success", error.isEmpty());
    json.put("errors", error.map(List::of).orElse(List.of()));
    created.ifPresent(value -> json.put("created", value));
    return json;
  }
}
