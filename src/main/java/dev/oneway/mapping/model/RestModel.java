package dev.oneway.mapping.model;

import dev.oneway.mapping.value.KnownNames;
import dev.oneway.mapping.value.Path;
import dev.oneway.record.Field;
import java.util.List;
import java.util.Optional;

/**
 * The fields a mapping takes as they come.
 *
 * @param parts the objects whose members become fields; at least one
 * @param others the field for what can't be a field of its own; such records are refused when empty
 * @param line where the file asks for them, 1-based
 * @param column where the file asks for them, 1-based
 */
public record RestModel(List<Part> parts, Optional<Field> others, int line, int column) {
  /**
   * One object.
   *
   * @param from where it is; the record itself when empty
   * @param prefix what is put before the names of its members
   * @param taken what of it is left out, as a field takes it or the author says so
   */
  public record Part(Optional<Path> from, String prefix, KnownNames taken) {
    /** How a message calls it. */
    public String words() {
      return from.map(Path::words).orElse("the record");
    }
  }
}
