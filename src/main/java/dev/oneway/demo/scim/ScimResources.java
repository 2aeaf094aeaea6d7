package dev.oneway.demo.scim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The users or the groups of an application. In memory only. Threads may share it; what it hands
 * out are copies.
 */
public final class ScimResources {
  private final String unique;
  private final ScimApplication application;
  private final Map<String, Map<String, Object>> byId = new LinkedHashMap<>();
  private int made;

  /**
   * @param unique the attribute no two of them share
   */
  ScimResources(String unique, ScimApplication application) {
    this.unique = unique;
    this.application = application;
  }

  /** All there are, the oldest first, each with its {@code id}. */
  public synchronized List<Map<String, Object>> all() {
    return byId.values().stream().map(ScimResources::copy).toList();
  }

  /** Those with this externalId. */
  public List<Map<String, Object>> of(String externalId) {
    return all().stream().filter(one -> externalId.equals(one.get("externalId"))).toList();
  }

  /** The application's own people change something. */
  public synchronized void edit(String id, String attribute, Object value) {
    Map<String, Object> resource = byId.get(id);
    resource.put(attribute, value);
    stamp(resource);
  }

  /** False when there is none of this id. */
  public synchronized boolean delete(String id) {
    return byId.remove(id) != null;
  }

  public synchronized void clear() {
    byId.clear();
  }

  synchronized Optional<Map<String, Object>> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(ScimResources::copy);
  }

  /**
   * Makes one. Returns its id.
   *
   * @throws IllegalStateException when there is one of this name
   */
  public synchronized String create(Map<String, Object> attributes) {
    Map<String, Object> resource = copy(attributes);
    application.adapt(resource);
    requireUnique("", resource);
    String id = "%08x".formatted(0x2_81a_0000 + ++made);
    resource.put("id", id);
    stamp(resource);
    byId.put(id, resource);
    return id;
  }

  /**
   * Sets these attributes; one that is null or an empty list is gone.
   *
   * @throws IllegalStateException when there is another one of this name
   */
  synchronized void update(String id, Map<String, Object> attributes) {
    Map<String, Object> resource = copy(byId.get(id));
    attributes.forEach((name, value) -> set(resource, name, value));
    if (attributes.containsKey("userName")) {
      application.adapt(resource);
    }
    requireUnique(id, resource);
    stamp(resource);
    byId.put(id, resource);
  }

  /** When it was last changed (RFC 7643, 3.1). */
  private static void stamp(Map<String, Object> resource) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    resource.put("meta", Map.of("lastModified", now));
  }

  private static void set(Map<String, Object> resource, String name, Object value) {
    if (value == null || value.equals(List.of())) {
      resource.remove(name);
    } else if (value instanceof Map<?, ?> parts && resource.get(name) instanceof Map<?, ?> before) {
      Map<Object, Object> merged = new LinkedHashMap<>(before);
      merged.putAll(parts);
      merged.values().removeIf(Objects::isNull);
      resource.put(name, merged);
    } else {
      resource.put(name, value);
    }
  }

  private void requireUnique(String id, Map<String, Object> resource) {
    for (String name : List.of(unique, "externalId")) {
      for (Map<String, Object> other : byId.values()) {
        boolean same = resource.containsKey(name) && fold(resource, name).equals(fold(other, name));
        if (same && !id.equals(other.get("id"))) {
          throw new IllegalStateException(name);
        }
      }
    }
  }

  /** Those whose attribute has this value; letter case counts for externalId only. */
  synchronized List<Map<String, Object>> where(String attribute, String value) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Map<String, Object> one : all()) {
      String there =
          attribute.equals("email")
              ? address(one).orElse("")
              : Objects.toString(one.get(attribute), "");
      boolean same =
          attribute.equals("externalId") ? there.equals(value) : there.equalsIgnoreCase(value);
      if (same) {
        found.add(one);
      }
    }
    return found;
  }

  /** A user's first address. */
  static Optional<String> address(Map<String, Object> user) {
    return user.get("emails") instanceof List<?> list
            && !list.isEmpty()
            && list.get(0) instanceof Map<?, ?> first
        ? Optional.ofNullable(first.get("value")).map(Object::toString)
        : Optional.empty();
  }

  private static String fold(Map<String, Object> resource, String name) {
    return Objects.toString(resource.get(name), "").toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> copy(Map<String, Object> resource) {
    return new LinkedHashMap<>(resource);
  }
}
