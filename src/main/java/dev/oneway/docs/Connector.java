package dev.oneway.docs;

import java.util.List;
import java.util.Optional;

/**
 * What routes name to read, to work on or to write records: a component or a Kamelet. Immutable.
 *
 * @param kind {@code component} or {@code Kamelet}
 * @param group the vendor or the kind of work
 * @param documentation where the vendor describes the API; empty for a component
 * @param flows those that use it
 */
public record Connector(
    String name,
    String kind,
    String group,
    String description,
    Optional<String> documentation,
    List<Option> options,
    List<Example> examples,
    List<String> flows) {
  public Connector {
    options = List.copyOf(options);
    examples = List.copyOf(examples);
    flows = List.copyOf(flows);
  }

  /**
   * What a route may or must set.
   *
   * @param fallback what holds when it isn't set; may be empty
   * @param example may be empty
   */
  public record Option(
      String name,
      String description,
      String type,
      String fallback,
      boolean required,
      String example) {}

  /**
   * How it stands in a route.
   *
   * @param where the file it is taken from, or what it shows
   * @param lines YAML
   */
  public record Example(String where, List<String> lines) {
    public Example {
      lines = List.copyOf(lines);
    }
  }

  /** The document's name. */
  String page() {
    return pageOf(name);
  }

  static String pageOf(String name) {
    return "connector-" + name;
  }
}
