package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.WriteWhen;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Reads {@code set} of {@code deletes}. A field it sets must also be among the fields and always be
 * written, or a record that comes back would stay marked as gone.
 */
final class SetReader {
  static final String SET = "set";
  static final String HOW = "Add `set:` with the fields that mark a record as gone.";

  private final Reading reading;
  private final List<String> key;
  private final List<Section.Entry> declared;
  private final List<FieldModel> fields;

  /**
   * @param key the names of the key fields
   * @param declared the other fields as they are written
   * @param fields those of them that have no fault
   */
  SetReader(
      Reading reading, List<String> key, List<Section.Entry> declared, List<FieldModel> fields) {
    this.reading = reading;
    this.key = key;
    this.declared = declared;
    this.fields = fields;
  }

  Map<String, Object> read(Section section) {
    List<Section.Entry> table = section.table(SET);
    section
        .find(SET)
        .filter(entry -> table.isEmpty() && entry.value() instanceof MappingNode)
        .ifPresent(entry -> reading.faults().at(entry.key(), "`set` is empty.", HOW));
    Map<String, Object> set = new LinkedHashMap<>();
    for (Section.Entry entry : table) {
      refuseUnlessSetBack(entry);
      set.put(entry.name(), constant(entry));
    }
    return Collections.unmodifiableMap(set);
  }

  private void refuseUnlessSetBack(Section.Entry entry) {
    String name = entry.name();
    List<String> names = declared.stream().map(Section.Entry::name).toList();
    if (key.contains(name)) {
      fault(entry, "is a key field, which never changes.", "Remove it, or name another field.");
    } else if (!names.contains(name)) {
      fault(
          entry,
          "isn't among the `fields`, so a record that comes back would keep it.",
          Nearest.didYouMean(name, names)
              + "Add `%s:` to `fields` with what it is of a record that isn't gone, such as `%s`."
                  .formatted(name, living(entry)));
    }
    for (FieldModel field : fields) {
      if (field.name().equals(name) && field.when() != WriteWhen.ALWAYS) {
        fault(
            entry,
            "isn't always written, so a record that comes back would keep it.",
            "Remove `on` from the field in line " + field.line() + ", or set another.");
      } else if (field.name().equals(name)) {
        refuseIfAbsent(entry, field);
      }
    }
  }

  private void refuseIfAbsent(Section.Entry entry, FieldModel field) {
    if (field.value().mayBeAbsent()) {
      fault(
          entry,
          "may be absent from a record that comes back, which would keep it.",
          "Give the field in line " + field.line() + " a `default`, or `required: true`.");
    }
  }

  private static String living(Section.Entry entry) {
    Object gone = Constants.of(entry.value(), new FaultList(""));
    return "%s: { value: %s }".formatted(entry.name(), gone instanceof Boolean is ? !is : null);
  }

  private Object constant(Section.Entry entry) {
    Optional<Section> field =
        declared.stream()
            .filter(it -> it.name().equals(entry.name()) && it.value() instanceof MappingNode)
            .findFirst()
            .flatMap(it -> Section.of(it.value(), "", new FaultList("")));
    return field.isPresent()
        ? BlankReader.constant(entry, "`" + entry.name() + "`", field.get(), reading)
        : Constants.of(entry.value(), reading.faults());
  }

  private void fault(Section.Entry entry, String what, String remedy) {
    reading.faults().at(entry.key(), "`set`: `" + entry.name() + "` " + what, remedy);
  }
}
