package dev.oneway.demo.hubspot;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contacts or the companies of an account, to look at and to change. In memory only. Threads
 * may share it; each change is seen as a whole.
 */
public final class HubSpotObjects {
  private static final Comparator<HubSpotObject> BY_CHANGE =
      Comparator.comparing(HubSpotObject::updatedAt).thenComparingLong(HubSpotObject::id);

  private final String type;
  private final String modified;
  private final InstantSource clock;
  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Map<Long, HubSpotObject> objects = new LinkedHashMap<>();
  private final Map<String, Long> idsByUniqueValue = new LinkedHashMap<>();
  private Optional<List<HubSpotObject>> byChange = Optional.empty();
  private long nextId;

  /**
   * @param type as its API's errors call it, e.g. {@code CONTACT}
   * @param modified the property with the time of change
   */
  HubSpotObjects(String type, String modified, long firstId, InstantSource clock) {
    this.type = type;
    this.modified = modified;
    this.nextId = firstId;
    this.clock = clock;
    declare(Property.of("createdate", Property.Type.DATETIME));
    declare(Property.of(modified, Property.Type.DATETIME));
    declare(Property.of("hs_object_id", Property.Type.NUMBER));
  }

  /** The account's users add a property. */
  public synchronized void declare(Property property) {
    properties.put(property.name(), property);
  }

  synchronized Optional<Property> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  String type() {
    return type;
  }

  String modified() {
    return modified;
  }

  /** Whether HubSpot itself keeps it. */
  boolean isBuiltIn(String property) {
    return property.equals("createdate")
        || property.equals("hs_object_id")
        || property.equals(modified);
  }

  /** A new record, made now. */
  public HubSpotObject add(Map<String, String> values) {
    return add(values, now());
  }

  /** A new record that was made then and hasn't changed since. */
  public synchronized HubSpotObject add(Map<String, String> values, Instant then) {
    HubSpotObject made = new HubSpotObject(nextId++, Map.of(), then, then).with(values, then);
    keep(made);
    return made;
  }

  /**
   * Somebody edits a record; an empty text clears a property.
   *
   * @throws IllegalArgumentException when there is none with this id
   */
  public synchronized HubSpotObject change(long id, Map<String, String> values) {
    HubSpotObject old =
        find(id).orElseThrow(() -> new IllegalArgumentException("no " + type + " " + id));
    HubSpotObject changed = old.with(values, now());
    uniqueValues(old).forEach(idsByUniqueValue::remove);
    keep(changed);
    return changed;
  }

  private void keep(HubSpotObject object) {
    objects.put(object.id(), object);
    uniqueValues(object).forEach(value -> idsByUniqueValue.put(value, object.id()));
    byChange = Optional.empty();
  }

  /** Somebody archives a record: the API shows it no more. */
  public synchronized void remove(long id) {
    find(id).ifPresent(old -> uniqueValues(old).forEach(idsByUniqueValue::remove));
    objects.remove(id);
    byChange = Optional.empty();
  }

  /** Archives all. */
  public synchronized void clear() {
    List.copyOf(objects.keySet()).forEach(this::remove);
  }

  private Stream<String> uniqueValues(HubSpotObject object) {
    return properties.values().stream()
        .filter(Property::unique)
        .filter(property -> object.properties().containsKey(property.name()))
        .map(property -> unique(property.name(), object.property(property.name())));
  }

  private static String unique(String property, String value) {
    return property + "=" + value.toLowerCase(Locale.ROOT);
  }

  public synchronized Optional<HubSpotObject> find(long id) {
    return Optional.ofNullable(objects.get(id));
  }

  /** The record with this value in a property that is unique. */
  public synchronized Optional<HubSpotObject> find(String property, String value) {
    return Optional.ofNullable(idsByUniqueValue.get(unique(property, value))).map(objects::get);
  }

  public synchronized int size() {
    return objects.size();
  }

  /** All of them, the longest unchanged first. */
  public synchronized List<HubSpotObject> all() {
    if (byChange.isEmpty()) {
      byChange = Optional.of(objects.values().stream().sorted(BY_CHANGE).toList());
    }
    return byChange.get();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
