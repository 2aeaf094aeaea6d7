package dev.oneway.demo.scim;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Users or groups: asked for by one attribute, created, and changed by PATCH. Threads may share it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644">RFC 7644</a>
 */
final class ScimEndpoint {
  private static final Pattern FILTER = Pattern.compile("(\\w+) eq (\".*\")");
  private static final Pattern EXTENSION_PATH = Pattern.compile("(urn:.*):(\\w+)");
  private static final int LARGEST_PAGE = 100;
  private static final String PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  private final String schema;
  private final ScimResources resources;
  private final ScimApplication application;
  private final Predicate<String> isMember;

  /**
   * @param schema the URN of its resources' core schema
   * @param isMember whether somebody has this id who may be a member
   */
  ScimEndpoint(
      String schema,
      ScimResources resources,
      ScimApplication application,
      Predicate<String> isMember) {
    this.schema = schema;
    this.resources = resources;
    this.application = application;
    this.isMember = isMember;
  }

  /**
   * @param id empty for all of them
   */
  Reply answer(Request request, String id) {
    return switch (request.method() + (id.isEmpty() ? "" : " ID")) {
      case "GET" ->
          request.query().containsKey("filter")
              ? list(request.query().get("filter"))
              : page(request.query());
      case "GET ID" ->
          resources.find(id).map(one -> scim(200, shown(one))).orElseGet(() -> gone(id));
      case "POST" -> body(request, schema).map(this::create).orElseGet(ScimEndpoint::unreadable);
      case "PATCH ID" ->
          resources.find(id).isEmpty()
              ? gone(id)
              : body(request, PATCH_OP)
                  .map(patch -> patch(id, patch))
                  .orElseGet(ScimEndpoint::unreadable);
      case "DELETE ID" -> resources.delete(id) ? Reply.empty(204) : gone(id);
      default -> error(501, "", "Not implemented");
    };
  }

  private Reply list(String filter) {
    Matcher asked = FILTER.matcher(filter);
    if (!asked.matches() || !application.filtersBy(asked.group(1))) {
      return error(400, "invalidFilter", "The filter isn't supported");
    }
    List<Map<String, Object>> found = resources.where(asked.group(1), text(asked.group(2)));
    return list(found, 1, found.size());
  }

  /** All of them, from the place on that is asked for, which is counted from 1. */
  private Reply page(Map<String, String> query) {
    List<Map<String, Object>> all = resources.all();
    int start = Math.max(Integer.parseInt(query.getOrDefault("startIndex", "1")), 1);
    int count = Math.min(Integer.parseInt(query.getOrDefault("count", "100")), LARGEST_PAGE);
    int begin = Math.min(start - 1, all.size());
    return list(all.subList(begin, Math.min(begin + count, all.size())), start, all.size());
  }

  /** A list that is empty is left out, as RFC 7644 allows (3.4.2). */
  private Reply list(List<Map<String, Object>> page, int start, int total) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("schemas", List.of(LIST));
    list.put("totalResults", total);
    list.put("startIndex", start);
    list.put("itemsPerPage", page.size());
    if (!page.isEmpty()) {
      list.put("Resources", page.stream().map(this::shown).toList());
    }
    return scim(200, list);
  }

  private static String text(String json) {
    return String.valueOf(RecordJson.readRecord("{\"v\":" + json + "}").get("v"));
  }

  private Reply create(Map<String, Object> attributes) {
    attributes.remove("schemas");
    attributes.values().removeIf(value -> value == null);
    Optional<String> fault = fault(attributes);
    return fault.isPresent()
        ? error(400, "invalidValue", fault.get())
        : unlessDouble(
            () -> scim(201, shown(resources.find(resources.create(attributes)).orElseThrow())));
  }

  private Optional<String> fault(Map<String, Object> attributes) {
    return application
        .fault(attributes)
        .or(() -> strangers(attributes).map(id -> "There is no user " + id));
  }

  /** The first member that isn't anybody. */
  private Optional<String> strangers(Map<String, Object> attributes) {
    List<?> members = attributes.get("members") instanceof List<?> list ? list : List.of();
    return members.stream()
        .map(member -> member instanceof Map<?, ?> one ? String.valueOf(one.get("value")) : "")
        .filter(isMember.negate())
        .findFirst();
  }

  private static Reply unlessDouble(Supplier<Reply> write) {
    try {
      return write.get();
    } catch (IllegalStateException e) {
      return error(409, "uniqueness", "Another resource has this " + e.getMessage());
    }
  }

  private Reply patch(String id, Map<String, Object> patch) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (Object operation : patch.get("Operations") instanceof List<?> list ? list : List.of()) {
      if (!(operation instanceof Map<?, ?> one) || !put(attributes, one)) {
        return error(400, "invalidSyntax", "The operation isn't supported");
      }
    }
    Optional<String> fault = fault(attributes);
    return fault.isPresent()
        ? error(400, "invalidValue", fault.get())
        : unlessDouble(
            () -> {
              resources.update(id, attributes);
              return Reply.empty(204);
            });
  }

  /**
   * Replaced are attributes without a path; by its path an extension's attribute is set or gone.
   */
  private static boolean put(Map<String, Object> attributes, Map<?, ?> operation) {
    Matcher path = EXTENSION_PATH.matcher(String.valueOf(operation.get("path")));
    if (path.matches() && Set.of("add", "remove").contains(operation.get("op"))) {
      Map<String, Object> extension = new LinkedHashMap<>();
      if (attributes.get(path.group(1)) instanceof Map<?, ?> earlier) {
        earlier.forEach((name, value) -> extension.put(String.valueOf(name), value));
      }
      extension.put(path.group(2), operation.get("value"));
      attributes.put(path.group(1), extension);
      return true;
    }
    if (!"replace".equals(operation.get("op"))
        || !(operation.get("value") instanceof Map<?, ?> value)) {
      return false;
    }
    value.forEach((name, there) -> attributes.put(String.valueOf(name), there));
    return true;
  }

  private static Optional<Map<String, Object>> body(Request request, String schema) {
    if (!(request.json().orElse(null) instanceof Map<?, ?> document)
        || !(document.get("schemas") instanceof List<?> schemas)
        || !schemas.contains(schema)) {
      return Optional.empty();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    document.forEach((name, value) -> body.put(String.valueOf(name), value));
    return Optional.of(body);
  }

  private Map<String, Object> shown(Map<String, Object> resource) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("schemas", List.of(schema));
    shown.putAll(resource);
    return shown;
  }

  private static Reply gone(String id) {
    return error(404, "", "Resource " + id + " not found");
  }

  private static Reply unreadable() {
    return error(400, "invalidSyntax", "The request isn't readable or lacks its schema");
  }

  static Reply error(int status, String scimType, String detail) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:Error"));
    error.put("status", Integer.toString(status));
    if (!scimType.isEmpty()) {
      error.put("scimType", scimType);
    }
    error.put("detail", detail);
    return scim(status, error);
  }

  private static Reply scim(int status, Object document) {
    return new Reply(
        status,
        Map.of("Content-Type", "application/scim+json"),
        RecordJson.write(document).getBytes(StandardCharsets.UTF_8));
  }
}
