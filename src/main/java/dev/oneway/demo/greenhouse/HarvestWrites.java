package dev.oneway.demo.greenhouse;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Harvest's requests that add and change candidates and add notes. A list in a change takes the
 * place of the whole list there, custom fields included. Threads may share it.
 *
 * @see <a href="https://harvestdocs.greenhouse.io/docs/write-endpoint-migration-guide">Write
 *     endpoints</a>
 */
final class HarvestWrites {
  private static final Pattern CANDIDATE = Pattern.compile("candidates/(\\d+)");
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Set<String> OF_A_CANDIDATE =
      Set.of(
          "first_name",
          "last_name",
          "company",
          "title",
          "email_addresses",
          "phone_numbers",
          "addresses",
          "website_addresses",
          "social_media_addresses",
          "tags",
          "custom_fields",
          "application");
  private static final Set<String> OF_A_NOTE =
      Set.of("candidate_id", "application_id", "user_id", "body", "visibility", "note_type");
  private static final Set<String> VISIBILITIES = Set.of("admin_only", "private", "public");
  private static final Set<String> NOTE_TYPES = Set.of("NOTE", "ACTIVITY", "EMAIL");

  private final GreenhouseOrg org;

  HarvestWrites(GreenhouseOrg org) {
    this.org = org;
  }

  /**
   * @param path behind {@code /v3/}
   * @param user on whose behalf it is asked
   */
  Reply answer(String path, Request request, Object user) {
    Matcher candidate = CANDIDATE.matcher(path);
    boolean changes = request.method().equals("PATCH") && candidate.matches();
    if (!changes
        && !(request.method().equals("POST") && Set.of("candidates", "notes").contains(path))) {
      return notFound();
    }
    Optional<Map<String, Object>> body =
        request.json().filter(Map.class::isInstance).map(this::map);
    if (body.isEmpty()) {
      return Reply.json(400, Map.of("message", "Invalid JSON"));
    }
    if (path.equals("notes")) {
      return note(body.get(), user);
    }
    return candidate(
        body.get(), changes ? Optional.of(Long.valueOf(candidate.group(1))) : Optional.empty());
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  private Reply candidate(Map<String, Object> fields, Optional<Long> id) {
    Optional<String> wrong = wrongCandidate(fields, id.isEmpty());
    if (id.isPresent() && !org.hasCandidate(id.get())) {
      return notFound();
    }
    if (wrong.isPresent()) {
      return invalid(wrong.get());
    }
    Map<String, Object> shown = new LinkedHashMap<>(fields);
    shown.computeIfPresent("custom_fields", (name, list) -> keyed((List<?>) list));
    if (id.isPresent()) {
      return org.changeCandidate(id.get(), shown)
          .map(changed -> Reply.json(200, changed))
          .orElseGet(HarvestWrites::notFound);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("candidate", org.addCandidate(shown));
    answer.put("application", null);
    return Reply.json(201, answer);
  }

  private Optional<String> wrongCandidate(Map<String, Object> fields, boolean isNew) {
    for (String name : List.of("first_name", "last_name")) {
      boolean blank = fields.get(name) == null || fields.get(name).toString().isBlank();
      if (blank && (isNew || fields.containsKey(name))) {
        return Optional.of(name + " can't be blank");
      }
    }
    for (Object address : list(fields, "email_addresses")) {
      Object value = address instanceof Map<?, ?> map ? map.get("value") : null;
      if (value == null || !ADDRESS.matcher(value.toString()).matches()) {
        return Optional.of("email_addresses is invalid");
      }
    }
    for (Object field : list(fields, "custom_fields")) {
      Object key = field instanceof Map<?, ?> map ? map.get("name_key") : null;
      if (key == null || !org.hasCustomField(key.toString())) {
        return Optional.of("custom_fields is invalid");
      }
    }
    return foreign(fields, OF_A_CANDIDATE);
  }

  private static List<?> list(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  private static Optional<String> foreign(Map<String, Object> fields, Set<String> known) {
    return fields.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name -> name + " is not a permitted property");
  }

  /** They are sent as a list and shown by their keys. */
  private static Map<String, Object> keyed(List<?> customFields) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Object one : customFields) {
      Map<?, ?> field = (Map<?, ?>) one;
      String key = field.get("name_key").toString();
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("name", key);
      value.put("type", "short_text");
      value.put("value", field.get("value"));
      shown.put(key, value);
    }
    return shown;
  }

  private Reply note(Map<String, Object> fields, Object user) {
    Optional<String> wrong = wrongNote(fields);
    if (wrong.isPresent()) {
      return invalid(wrong.get());
    }
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("candidate_id", fields.get("candidate_id"));
    note.put("application_id", fields.get("application_id"));
    note.put("user_id", fields.getOrDefault("user_id", user));
    note.put("body", fields.get("body"));
    note.put("visibility", fields.get("visibility"));
    note.put("type", fields.get("note_type"));
    return Reply.json(201, org.addNote(note));
  }

  private Optional<String> wrongNote(Map<String, Object> fields) {
    if (!(fields.get("candidate_id") instanceof Long id) || !org.hasCandidate(id)) {
      return Optional.of("candidate_id is invalid");
    }
    if (fields.get("body") == null || fields.get("body").toString().isBlank()) {
      return Optional.of("body can't be blank");
    }
    if (!VISIBILITIES.contains(String.valueOf(fields.get("visibility")))) {
      return Optional.of("visibility must be one of admin_only, private, public");
    }
    if (!NOTE_TYPES.contains(String.valueOf(fields.get("note_type")))) {
      return Optional.of("note_type is invalid");
    }
    return foreign(fields, OF_A_NOTE);
  }

  private static Reply notFound() {
    return Reply.json(404, Map.of("message", "Resource not found"));
  }

  private static Reply invalid(String why) {
    return Reply.json(
        422, Map.of("message", "Validation error", "errors", List.of(Map.of("message", why))));
  }
}
