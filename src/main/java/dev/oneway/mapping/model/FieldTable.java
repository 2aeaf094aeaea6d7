package dev.oneway.mapping.model;

import dev.oneway.mapping.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads the fields of one table, of a key or of a nested object. */
final class FieldTable {
  private final Reading reading;
  private final FieldNames names;

  /**
   * @param names of the object these fields belong to; each field is declared there
   */
  FieldTable(Reading reading, FieldNames names) {
    this.reading = reading;
    this.names = names;
  }

  /** The fields of a table; those without fault, when there are faults. */
  List<FieldModel> fields(List<Section.Entry> table) {
    FieldReader reader = new FieldReader(reading);
    List<FieldModel> fields = new ArrayList<>();
    for (Section.Entry entry : table) {
      names.declare(entry);
      reader.read(entry).ifPresent(fields::add);
    }
    return fields;
  }

  /** The fields of a child's rows. */
  List<FieldModel> childFields(List<Section.Entry> table) {
    refuse(Refused.IN_CHILDREN, table);
    return fields(table);
  }

  /** The fields of a key, which are always required and always written; at least one. */
  List<FieldModel> key(Section section, String name) {
    int faultsBefore = reading.faults().size();
    List<FieldModel> key = without(Refused.IN_KEYS, section, name);
    boolean right = reading.faults().size() == faultsBefore && !key.isEmpty();
    section
        .find(name)
        .filter(entry -> right)
        .filter(entry -> key.stream().allMatch(field -> field.value().standsWithoutRecord()))
        .ifPresent(
            entry ->
                reading
                    .faults()
                    .at(
                        entry.key(),
                        "Each field of `"
                            + name
                            + "` is a constant or has a default, so that"
                            + " records without a key of their own would be taken for one.",
                        "Take the default away, or add a field that each record has."));
    return key;
  }

  /** The fields of a nested object; at least one. */
  List<FieldModel> members(Section section, String name) {
    return without(Refused.IN_OBJECTS, section, name);
  }

  private List<FieldModel> without(List<Refused> words, Section section, String name) {
    List<Section.Entry> table = section.table(name);
    refuse(words, table);
    section
        .find(name)
        .filter(entry -> table.isEmpty() && entry.value() instanceof MappingNode)
        .ifPresent(
            entry ->
                reading
                    .faults()
                    .at(entry.key(), "`" + name + "` is empty.", "Add at least one field to it."));
    return fields(table);
  }

  private void refuse(List<Refused> words, List<Section.Entry> table) {
    table.forEach(field -> words.forEach(word -> word.check(field, reading.faults())));
  }
}
