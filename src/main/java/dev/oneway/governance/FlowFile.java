package dev.oneway.governance;

import dev.oneway.mapping.model.MappingModel;
import java.util.List;
import java.util.Set;

/**
 * A flow as its files tell it, whether it is configured or not. Immutable.
 *
 * @param name the flow's name
 * @param file its route file, as a person names it
 * @param mappings the mappings it uses that have no fault
 * @param ledgers the names of the ledgers its steps remember deliveries in
 * @param sides the systems at its two ends
 */
public record FlowFile(
    String name, String file, List<MappingModel> mappings, List<String> ledgers, Sides sides) {
  public FlowFile {
    mappings = List.copyOf(mappings);
    ledgers = List.copyOf(ledgers);
  }

  /**
   * What a route names at its two ends.
   *
   * @param envelopes the members of a source record that hold the object's own fields, each as
   *     names one below the other
   * @param reads whose credentials it reads with
   * @param writes whose credentials it writes with
   * @param tables the tables it writes
   * @param permissions what to set in a system so that nobody else changes the fields that arrive
   */
  public record Sides(
      List<List<String>> envelopes,
      Set<Account> reads,
      Set<Account> writes,
      List<SqlTable> tables,
      List<Permission> permissions) {
    public static final Sides UNKNOWN =
        new Sides(List.of(), Set.of(), Set.of(), List.of(), List.of());

    public Sides {
      envelopes = List.copyOf(envelopes);
      reads = Set.copyOf(reads);
      writes = Set.copyOf(writes);
      tables = List.copyOf(tables);
      permissions = List.copyOf(permissions);
    }

    /** The path of a field without what only wraps it. */
    List<String> unwrapped(List<String> path) {
      return envelopes.stream()
          .filter(envelope -> startsWith(path, envelope))
          .findFirst()
          .map(envelope -> path.subList(envelope.size(), path.size()))
          .orElse(path);
    }

    private static boolean startsWith(List<String> path, List<String> start) {
      return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
    }
  }

  /**
   * Credentials by the name of their settings.
   *
   * @param setting what stands before the name: {@code oneway.auth}, {@code oneway.datasource}
   */
  public record Account(String setting, String name) {
    @Override
    public String toString() {
      return setting + "." + name;
    }
  }

  /**
   * A table a flow writes.
   *
   * @param name as the route names it; may hold fields in braces
   */
  public record SqlTable(String name, String dataSource) {}

  /**
   * What to set in a system that is no database.
   *
   * @param text from the Kamelet, in full sentences
   */
  public record Permission(String vendor, String text) {}
}
