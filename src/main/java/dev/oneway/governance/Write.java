package dev.oneway.governance;

import dev.oneway.mapping.model.MappingModel;
import dev.oneway.record.WriteWhen;
import java.util.List;

/**
 * One field that a flow writes, and what it is made of. Immutable.
 *
 * @param sources the fields its value is made of; none for a constant
 * @param how what is done to the value, in words
 * @param line in the mapping file, 1-based
 * @param column in the mapping file, 1-based
 */
public record Write(
    FlowFile flow,
    MappingModel mapping,
    SystemField field,
    List<SystemField> sources,
    Kind kind,
    WriteWhen when,
    String how,
    int line,
    int column) {
  /** What the field is to the mapping. */
  public enum Kind {
    /** Says which record is meant, so it is never changed by a write. */
    KEY,
    FIELD,
    /** Marks a record that is gone. */
    MARK,
    /** Stands for all fields that are taken as they come. */
    REST
  }

  public Write {
    sources = List.copyOf(sources);
  }

  /** Whether a value in the destination may be another one afterwards. */
  boolean changesValues() {
    return kind != Kind.KEY;
  }

  /** {@code mappings/order.yaml:7}. */
  public String place() {
    return mapping.file() + ":" + line;
  }

  /** The same for one field of one place, and for no other. */
  String id() {
    return flow.name() + "\n" + place() + ":" + column + "\n" + field.id();
  }
}
