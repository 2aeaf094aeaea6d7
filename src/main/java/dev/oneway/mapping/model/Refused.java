package dev.oneway.mapping.model;

import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * A word of a field that has no place in some tables.
 *
 * @param what why, as a fault tells it
 */
record Refused(String word, String what, String remedy) {
  /** In a key. */
  static final List<Refused> IN_KEYS =
      Stream.of(
              Stream.of(FieldLanguage.ON.name(), BlankReader.REQUIRED, BlankReader.NULL)
                  .map(
                      word ->
                          new Refused(
                              word,
                              "A key field is always required and always written.",
                              "Remove `" + word + "`.")),
              Stream.of(
                      NestedReader.EACH,
                      NestedReader.WHERE,
                      NestedReader.FIELDS,
                      AssignReader.ASSIGN,
                      AssignReader.AMONG)
                  .map(
                      word ->
                          new Refused(
                              word,
                              "A key field is a single value of the record.",
                              "Remove `" + word + "`, and write `from:` with a path.")),
              Stream.of(
                  new Refused(
                      ReferenceReader.REF,
                      "A key is known before the ledger is asked.",
                      "Remove `ref`, and let the key be the source's own.")))
          .flatMap(refused -> refused)
          .toList();

  /** In the other fields of a child. */
  static final List<Refused> IN_CHILDREN =
      Stream.of(AssignReader.ASSIGN, AssignReader.AMONG)
          .map(
              word ->
                  new Refused(
                      word,
                      "Only a field of the record itself can be assigned.",
                      "Remove `" + word + "`, or move the field to the record's own `fields`."))
          .toList();

  /** In the fields of a nested object. */
  static final List<Refused> IN_OBJECTS =
      Stream.concat(
              Stream.of(
                  new Refused(
                      FieldLanguage.ON.name(),
                      "A nested object is always written as a whole.",
                      "Remove `on`, or put it beside `fields` for the whole object.")),
              IN_CHILDREN.stream())
          .toList();

  /** Adds a fault when a field has the word. */
  void check(Section.Entry field, FaultList faults) {
    if (field.value() instanceof MappingNode) {
      Section.of(field.value(), "", new FaultList(""))
          .flatMap(section -> section.find(word))
          .ifPresent(entry -> faults.at(entry.key(), what, remedy));
    }
  }
}
