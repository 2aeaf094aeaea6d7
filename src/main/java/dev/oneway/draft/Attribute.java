package dev.oneway.draft;

import dev.oneway.mapping.value.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A field as one side of a flow has it. Immutable.
 *
 * @param names the way to it: several where it stands in an object
 * @param needed whether a new record must have a value there
 */
public record Attribute(List<String> names, Kind kind, boolean needed) {
  static Attribute of(String name, Kind kind, boolean needed) {
    return new Attribute(List.of(name), kind, needed);
  }

  /** As a mapping's `from` has it. */
  String path() {
    return names.stream().map(Path::written).collect(Collectors.joining("."));
  }

  String last() {
    return names.get(names.size() - 1);
  }

  /** Whether the two stand in the same object. */
  boolean isBeside(Attribute other) {
    List<String> object = names.subList(0, names.size() - 1);
    return object.equals(other.names.subList(0, other.names.size() - 1));
  }

  /** What a field of the destination is called that takes it as it is. */
  String flatName() {
    return String.join("_", names);
  }

  /** As people read it: {@code requester.email (text)}. */
  String inWords() {
    return String.join(".", names) + " (" + kind + ")";
  }
}
