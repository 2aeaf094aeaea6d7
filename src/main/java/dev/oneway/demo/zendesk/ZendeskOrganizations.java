package dev.oneway.demo.zendesk;

import dev.oneway.demo.zendesk.ZendeskErrors.Invalid;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The organizations of the sandbox, in the form the API shows them. In memory only. Threads may
 * share it; each change is seen as a whole.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/">Organizations</a>
 */
public final class ZendeskOrganizations {
  private static final List<String> WRITABLE =
      List.of("name", "external_id", "domain_names", "details", "notes", "tags");
  private static final String FIELDS = "organization_fields";

  private final TreeMap<Long, Map<String, Object>> organizations = new TreeMap<>();
  private final InstantSource clock;
  private long lastId = 360_000_000_100L;
  private int writes;

  ZendeskOrganizations(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether it was made, and how it is now. */
  record Written(boolean created, Map<String, Object> organization) {}

  /** All organizations as the API shows them, in the order they were made. */
  public synchronized List<Map<String, Object>> all() {
    return List.copyOf(organizations.values());
  }

  public synchronized Optional<Map<String, Object>> find(long id) {
    return Optional.ofNullable(organizations.get(id));
  }

  /** The organization with this external id, in whatever case it is written. */
  public Optional<Map<String, Object>> findByExternalId(String externalId) {
    return findBy("external_id", externalId);
  }

  Optional<Map<String, Object>> findBy(String attribute, String text) {
    return all().stream()
        .filter(one -> one.get(attribute) instanceof String value && value.equalsIgnoreCase(text))
        .findFirst();
  }

  /** How often an organization was made or changed over the API. */
  public synchronized int writes() {
    return writes;
  }

  /** An agent makes an organization, which has no external id. Returns its id. */
  public synchronized long add(String name) {
    return (Long) store(fresh(), Map.of("name", name)).get("id");
  }

  /** An agent changes an attribute, by the name the API gives it; a custom field by its key. */
  public synchronized void set(long id, String attribute, Object value) {
    Map<String, Object> change = Collections.singletonMap(attribute, value);
    boolean custom = ZendeskFields.isKnown(attribute);
    store(find(id).orElseThrow(), custom ? Map.of(FIELDS, change) : change);
  }

  /** An agent deletes an organization. */
  public synchronized void delete(long id) {
    organizations.remove(id);
  }

  /** Of the attributes given, those that Zendesk knows are written; it ignores all others. */
  synchronized Written createOrUpdate(Map<String, Object> given) throws Invalid {
    Optional<Map<String, Object>> known =
        given.get("id") instanceof Long id
            ? find(id)
            : findByExternalId(Objects.toString(given.get("external_id"), ""));
    return new Written(known.isEmpty(), write(known.orElseGet(this::fresh), given));
  }

  /** Empty when there is no organization with this id. */
  synchronized Optional<Map<String, Object>> update(long id, Map<String, Object> given)
      throws Invalid {
    Optional<Map<String, Object>> known = find(id);
    return known.isEmpty() ? known : Optional.of(write(known.get(), given));
  }

  private Map<String, Object> write(Map<String, Object> before, Map<String, Object> given)
      throws Invalid {
    requireName(before, given);
    requireUnique(before, given, "name", "Name: %s has already been taken");
    requireUnique(before, given, "external_id", "External has already been taken");
    Map<String, Object> checked = new LinkedHashMap<>(given);
    checked.put(FIELDS, ZendeskFields.checked(given.get(FIELDS)));
    writes++;
    return store(before, checked);
  }

  private static void requireName(Map<String, Object> before, Map<String, Object> given)
      throws Invalid {
    Object name = given.containsKey("name") ? given.get("name") : before.get("name");
    if (Objects.toString(name, "").isBlank()) {
      throw new Invalid("name", "Name: cannot be blank", "BlankValue");
    }
  }

  private void requireUnique(
      Map<String, Object> before, Map<String, Object> given, String attribute, String message)
      throws Invalid {
    String value = Objects.toString(given.get(attribute), "");
    Optional<Map<String, Object>> other = findBy(attribute, value);
    if (other.isPresent() && !other.get().get("id").equals(before.get("id"))) {
      throw new Invalid(attribute, message.formatted(value), "DuplicateValue");
    }
  }

  private Map<String, Object> store(Map<String, Object> before, Map<String, Object> given) {
    Map<String, Object> after = new LinkedHashMap<>(before);
    WRITABLE.stream().filter(given::containsKey).forEach(name -> after.put(name, given.get(name)));
    Map<String, Object> fields = members(before.get(FIELDS));
    fields.putAll(members(given.get(FIELDS)));
    after.put(FIELDS, Collections.unmodifiableMap(fields));
    after.put("updated_at", now());
    organizations.put((Long) after.get("id"), Collections.unmodifiableMap(after));
    return after;
  }

  private Map<String, Object> fresh() {
    Map<String, Object> organization = new LinkedHashMap<>();
    organization.put("id", ++lastId);
    WRITABLE.forEach(name -> organization.put(name, null));
    organization.put("domain_names", List.of());
    organization.put("tags", List.of());
    organization.put("created_at", now());
    organization.put(FIELDS, ZendeskFields.empty());
    return organization;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Map<String, Object> members(Object object) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> map) {
      map.forEach((name, value) -> members.put(name.toString(), value));
    }
    return members;
  }
}
