package dev.oneway.scim;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.directory.scim.core.repository.Repository;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.FilterExpressions;
import org.apache.directory.scim.spec.filter.FilterResponse;
import org.apache.directory.scim.spec.filter.PageRequest;
import org.apache.directory.scim.spec.filter.SortRequest;
import org.apache.directory.scim.spec.filter.attribute.AttributeReference;
import org.apache.directory.scim.spec.patch.PatchOperation;
import org.apache.directory.scim.spec.resources.ScimExtension;
import org.apache.directory.scim.spec.resources.ScimResource;
import org.apache.directory.scim.spec.resources.ScimUser;
import org.apache.directory.scim.spec.schema.Meta;

/**
 * The resources of a kind, in memory; no two of the same name. Threads may share it.
 *
 * @param <T> users or groups
 */
public final class ScimTable<T extends ScimResource> implements Repository<T> {
  private static final int LARGEST_PAGE = 50;

  private final Class<T> kind;
  private final String unique;
  private final Function<T, String> name;
  private final SchemaRegistry schemas;
  private final BiFunction<T, List<PatchOperation>, T> patches;
  private final Map<String, T> byId = new LinkedHashMap<>();
  private int made;

  ScimTable(
      Class<T> kind,
      String unique,
      Function<T, String> name,
      SchemaRegistry schemas,
      BiFunction<T, List<PatchOperation>, T> patches) {
    this.kind = kind;
    this.unique = unique;
    this.name = name;
    this.schemas = schemas;
    this.patches = patches;
  }

  /** All there are, the oldest first. */
  public synchronized List<T> all() {
    return List.copyOf(byId.values());
  }

  /** Those with this externalId. */
  public Stream<T> of(String externalId) {
    return all().stream().filter(one -> externalId.equals(one.getExternalId()));
  }

  public synchronized void clear() {
    byId.clear();
  }

  @Override
  public Class<T> getResourceClass() {
    return kind;
  }

  @Override
  public synchronized T create(T resource) throws ResourceException {
    String id = "scim-" + ++made;
    resource.setId(id);
    return put(id, resource);
  }

  @Override
  public synchronized T update(
      String id,
      String version,
      T resource,
      Set<AttributeReference> included,
      Set<AttributeReference> excluded)
      throws ResourceException {
    require(id);
    resource.setId(id);
    return put(id, resource);
  }

  @Override
  public synchronized T patch(
      String id,
      String version,
      List<PatchOperation> operations,
      Set<AttributeReference> included,
      Set<AttributeReference> excluded)
      throws ResourceException {
    return put(id, patches.apply(require(id), operations));
  }

  private T require(String id) throws ResourceException {
    return Optional.ofNullable(byId.get(id))
        .orElseThrow(() -> new ResourceException(404, "Resource " + id + " not found"));
  }

  private T put(String id, T resource) throws ResourceException {
    String named = Optional.ofNullable(name.apply(resource)).orElse("");
    if (named.isBlank()) {
      throw new ResourceException(400, "Attribute " + unique + " is required");
    }
    for (Map.Entry<String, T> other : byId.entrySet()) {
      if (!other.getKey().equals(id) && named.equalsIgnoreCase(name.apply(other.getValue()))) {
        throw new ResourceException(409, "Another resource has the " + unique + " " + named);
      }
    }
    resource.setMeta(new Meta().setLastModified(LocalDateTime.now(ZoneOffset.UTC)));
    byId.put(id, resource);
    return resource;
  }

  @Override
  public synchronized T get(String id) {
    return byId.get(id);
  }

  @Override
  public synchronized FilterResponse<T> find(Filter filter, PageRequest page, SortRequest sort) {
    List<T> found =
        byId.values().stream()
            .filter(
                FilterExpressions.inMemory(
                    filter, schemas.getBaseSchemaOfResourceType(kind.getSimpleName().substring(4))))
            .toList();
    int start = Optional.ofNullable(page.getStartIndex()).orElse(1);
    int count = Optional.ofNullable(page.getCount()).orElse(LARGEST_PAGE);
    int begin = Math.min(Math.max(start, 1) - 1, found.size());
    int end = Math.min(begin + Math.min(count, LARGEST_PAGE), found.size());
    return new FilterResponse<>(found.subList(begin, end), page, found.size());
  }

  @Override
  public synchronized void delete(String id) throws ResourceException {
    require(id);
    byId.remove(id);
  }

  @Override
  public List<Class<? extends ScimExtension>> getExtensionList() {
    return kind == ScimUser.class ? List.of(EnterpriseExtension.class) : List.of();
  }
}
