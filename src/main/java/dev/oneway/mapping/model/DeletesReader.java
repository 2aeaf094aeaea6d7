package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Reads {@code deletes}. A field it sets must also be among the fields and always be written, or a
 * record that comes back would stay marked as gone.
 */
final class DeletesReader {
  private static final String WHEN = "when";
  private static final String ACTION = "action";
  private static final String SET = "set";

  static final Vocabulary WORDS =
      Vocabulary.of(
          "deletes",
          "What becomes of records that the source calls gone. Only the key, the version and the"
              + " fields of `set` are written then, and only where the record is there.",
          Word.of(
                  WHEN,
                  Kind.EXPRESSION,
                  "a record of which it is true is gone, also when `where` leaves it out")
              .asNeeded(),
          Word.of(
                  ACTION,
                  Kind.oneOf("deactivate"),
                  "what is done: `deactivate` marks the destination's record and keeps it")
              .asNeeded(),
          Word.of(
                  SET,
                  new Kind.Named(Kind.CONSTANT, 1),
                  "the fields that mark it, and their values; each of them must be among the"
                      + " `fields`, too, with what it is of a record that isn't gone")
              .asNeeded());

  private static final Map<String, String> HOW =
      Map.of(
          WHEN, "Add `when:` with an expression that is true of a record that is gone.",
          ACTION, "Add `action: deactivate`.",
          SET, "Add `set:` with the fields that mark a record as gone.");

  private final Reading reading;
  private final List<String> key;
  private final List<Section.Entry> declared;
  private final List<FieldModel> fields;

  /**
   * @param key the names of the key fields
   * @param declared the other fields as they are written
   * @param fields those of them that have no fault
   */
  DeletesReader(
      Reading reading, List<String> key, List<Section.Entry> declared, List<FieldModel> fields) {
    this.reading = reading;
    this.key = key;
    this.declared = declared;
    this.fields = fields;
  }

  Optional<Deletes> read(Section.Entry entry) {
    return Section.of(entry.value(), "`" + entry.name() + "`", reading.faults())
        .flatMap(section -> read(entry, section));
  }

  private Optional<Deletes> read(Section.Entry entry, Section section) {
    section.refuseOthers(WORDS.names());
    section.requireNeeded(
        WORDS, entry.key(), "`" + entry.name() + "`", word -> HOW.get(word.name()));
    Optional<Expression> when = reading.expression(section, WHEN);
    section.word(ACTION, List.of("deactivate"));
    Map<String, Object> set = set(section);
    Shape.Place place =
        new Shape.Place(FaultList.lineOf(entry.key()), FaultList.columnOf(entry.key()));
    return when.map(gone -> new Deletes(gone, place, set));
  }

  private Map<String, Object> set(Section section) {
    List<Section.Entry> table = section.table(SET);
    section
        .find(SET)
        .filter(entry -> table.isEmpty() && entry.value() instanceof MappingNode)
        .ifPresent(entry -> reading.faults().at(entry.key(), "`set` is empty.", HOW.get(SET)));
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
