package dev.oneway.governance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A field of an object in a system. Systems, objects and fields are the same whatever the case of
 * their letters; a field contains those below it. Immutable.
 *
 * @param path names one below the other, e.g. {@code address} and {@code city}; empty for the whole
 *     record
 */
public record SystemField(String system, String object, List<String> path) {
  /** Stands for the fields a mapping takes as they come. */
  static final String REST = "*";

  public SystemField {
    path = List.copyOf(path);
  }

  /** Whether this field is the other one, contains it or is part of it. */
  public boolean overlaps(SystemField other) {
    int common = Math.min(path.size(), other.path.size());
    return isBeside(other)
        && folded(path.subList(0, common)).equals(folded(other.path.subList(0, common)));
  }

  /** Whether both are fields of one object. */
  public boolean isBeside(SystemField other) {
    return objectId().equals(other.objectId());
  }

  /** The same for one object, and for no other. */
  String objectId() {
    return system.toLowerCase(Locale.ROOT) + "\n" + object.toLowerCase(Locale.ROOT);
  }

  /** The same for one field, and for no other. */
  String id() {
    return objectId() + "\n" + String.join("\n", folded(path));
  }

  private static List<String> folded(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** A field below this one. */
  SystemField below(List<String> names) {
    return new SystemField(system, object, Stream.concat(path.stream(), names.stream()).toList());
  }

  /** The field's own name: {@code address.city}; {@code *} for the whole record. */
  public String name() {
    return path.isEmpty() ? REST : String.join(".", path);
  }

  /** {@code HubSpot contact}. */
  public String objectName() {
    return system + " " + object;
  }

  /** {@code HubSpot.contact.address.city}, as a question names it. */
  @Override
  public String toString() {
    return system + "." + object + "." + name();
  }
}
