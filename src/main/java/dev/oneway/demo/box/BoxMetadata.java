package dev.oneway.demo.box;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Metadata of files: instances of templates, each made once and then patched, all or nothing.
 * Threads may share it.
 *
 * @param templates per key the fields' names and kinds: {@code string}, {@code float}, {@code
 *     date}, or the options of an {@code enum} with a vertical bar between
 */
record BoxMetadata(BoxFiles files, String scope, Map<String, Map<String, String>> templates) {

  Reply create(BoxFile file, String template, Request request) {
    if (!templates.containsKey(template)) {
      return noSuchTemplate();
    }
    if (file.metadata().containsKey(template)) {
      return BoxReplies.error(409, "tuple_already_exists", "Tuple already exists");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) request.json().orElse(Map.of()))
        .forEach((name, value) -> fields.put(String.valueOf(name), value));
    return store(201, file, template, fields);
  }

  Reply update(BoxFile file, String template, Request request) {
    if (!file.metadata().containsKey(template)) {
      return noSuchTemplate();
    }
    boolean patch =
        request.header("Content-Type").orElse("").startsWith("application/json-patch+json");
    if (!patch || !(request.json().orElse(null) instanceof List<?> operations)) {
      return BoxReplies.badRequest("The body is no array of JSON Patch operations");
    }
    Map<String, Object> fields = new LinkedHashMap<>(file.metadata(template));
    for (Object operation : operations) {
      if (!apply((Map<?, ?>) operation, fields)) {
        return BoxReplies.badRequest("A JSON Patch operation can't be applied");
      }
    }
    return store(200, file, template, fields);
  }

  private static boolean apply(Map<?, ?> operation, Map<String, Object> fields) {
    String path = String.valueOf(operation.get("path"));
    String name = path.substring(1).replace("~1", "/").replace("~0", "~");
    boolean there = fields.containsKey(name);
    return switch (String.valueOf(operation.get("op"))) {
      case "add" -> fields.put(name, operation.get("value")) != operation;
      case "replace" -> there && fields.put(name, operation.get("value")) != operation;
      case "remove" -> there && fields.remove(name) != operation;
      default -> false;
    };
  }

  private Reply store(int status, BoxFile file, String template, Map<String, Object> fields) {
    Optional<String> wrong =
        fields.entrySet().stream()
            .filter(field -> !fits(templates.get(template).get(field.getKey()), field.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
    if (wrong.isPresent()) {
      return BoxReplies.error(
          400,
          "schema_validation_failed",
          "instance value for " + wrong.get() + " does not fit the template's field");
    }
    return Reply.json(status, instance(files.setMetadata(file.id(), template, fields), template));
  }

  private static boolean fits(String kind, Object value) {
    if (kind == null) {
      return false;
    }
    return switch (kind) {
      case "string" -> value instanceof String;
      case "float" -> value instanceof Number;
      case "date" -> value instanceof String text && isTime(text);
      default -> value instanceof String text && List.of(kind.split("\\|")).contains(text);
    };
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The fields of a file's instance, and what Box tells beside them. */
  Map<String, Object> instance(BoxFile file, String template) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("$type", template + "-6bcba49f-ca6d-4d2a-a758-57fe6edf44d0");
    shown.put("$parent", "file_" + file.id());
    shown.put("$id", "01234500-12f1-1234-aa12-b1d234cb567e");
    shown.put("$version", 0);
    shown.put("$typeVersion", 0);
    shown.put("$template", template);
    shown.put("$scope", scope);
    shown.putAll(file.metadata(template));
    return shown;
  }

  private static Reply noSuchTemplate() {
    return BoxReplies.error(
        404, "instance_tuple_not_found", "Instance associated with the item was not found");
  }
}
