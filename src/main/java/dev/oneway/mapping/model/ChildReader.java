package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Field;
import dev.oneway.record.WriteWhen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one entry of {@code children}. */
final class ChildReader {
  static final String NAME = "child";

  private static final String EACH = "each";
  private static final String WHERE = "where";
  private static final String PARENT = "parent";
  private static final String KEY = "key";
  private static final String FIELDS = "fields";
  private static final String MISSING = "missing";
  private static final String DELETE = "delete";
  private static final String KEEP = "keep";

  private static final Map<String, String> HOW =
      Map.of(PARENT, "Add `parent:` with the fields that repeat the record's key.");

  static final Vocabulary WORDS =
      Vocabulary.of(
          NAME,
          "Rows of another object that belong to the record, e.g. an order's lines.",
          Word.of(
                  EACH,
                  Kind.PATH,
                  "the path of the record's array. Left out: the record itself makes one row")
              .beside(KEY),
          Word.of(
              WHERE,
              Kind.EXPRESSION,
              "only of elements of which it is true there are rows; without `each` of records"),
          Word.of(
                  PARENT,
                  new Kind.Named(Kind.text("a key field of the record"), 1),
                  "the child's fields that repeat the record's key: `{ order_id: order_id }`, child's"
                      + " name first")
              .asNeeded(),
          Word.of(
                  KEY,
                  FieldLanguage.SOME_FIELDS,
                  "with `each`: what tells the rows of one record apart")
              .beside(EACH),
          Word.of(FIELDS, FieldLanguage.FIELDS, "as above; paths begin at the array's element"),
          RestReader.REST_WORD,
          RestReader.OTHERS_WORD,
          Word.of(
                  MISSING,
                  Kind.oneOf(KEEP, DELETE),
                  "what becomes of rows the record no longer has")
              .byDefault(KEEP));

  private final Reading reading;
  private final List<String> recordKey;

  /**
   * @param recordKey the names of the record's key fields, in their order
   */
  ChildReader(Reading reading, List<String> recordKey) {
    this.reading = reading;
    this.recordKey = recordKey;
  }

  Optional<ChildModel> read(Section.Entry entry) {
    return Section.of(entry.value(), "`" + entry.name() + "`", reading.faults())
        .flatMap(section -> read(entry, section));
  }

  private Optional<ChildModel> read(Section.Entry entry, Section section) {
    section.refuseOthers(WORDS.names());
    section.requireNeeded(
        WORDS, entry.key(), "`" + entry.name() + "`", word -> HOW.get(word.name()));
    FieldNames names = new FieldNames(reading.faults());
    Optional<Path> each = reading.way(section, EACH);
    List<Field> parent = parent(section, names);
    requireBoth(entry, section);
    Reading inside = each.map(reading::inside).orElse(reading);
    Optional<Expression> where = inside.expression(section, WHERE);
    FieldTable table = new FieldTable(inside, names);
    List<FieldModel> key = table.key(section, KEY);
    List<FieldModel> fields = table.childFields(section.table(FIELDS));
    Optional<RestModel> rest =
        new RestReader(inside, names)
            .read(section, Stream.concat(key.stream(), fields.stream()).toList(), List.of());
    boolean delete = section.word(MISSING, List.of(DELETE, KEEP)).orElse(KEEP).equals(DELETE);
    return Optional.of(
        new ChildModel(entry.name(), each, where, parent, key, fields, rest, delete));
  }

  private void requireBoth(Section.Entry entry, Section section) {
    boolean each = section.find(EACH).isPresent();
    if (each && section.find(KEY).isEmpty()) {
      fault(
          entry,
          "`" + entry.name() + "` has no `key`.",
          "Add `key:` with what tells the rows of one record apart.");
    } else if (!each && section.find(KEY).isPresent() && section.knowsOnly(WORDS.names())) {
      fault(
          section.find(KEY).get(),
          "`" + entry.name() + "` has a `key` and no `each`.",
          "Add `each:` with the path of the record's array, or remove `key`: a record has one row"
              + " then.");
    }
  }

  private List<Field> parent(Section section, FieldNames names) {
    Map<String, Field> byKeyField = new LinkedHashMap<>();
    int faultsBefore = reading.faults().size();
    for (Section.Entry entry : section.table(PARENT)) {
      names.declare(entry);
      Section.textOf(entry.value(), "`" + entry.name() + "`", reading.faults())
          .ifPresent(keyField -> repeat(entry, keyField, byKeyField));
    }
    if (reading.faults().size() == faultsBefore) {
      section.find(PARENT).ifPresent(entry -> refuseGaps(entry, byKeyField));
    }
    return recordKey.stream().filter(byKeyField::containsKey).map(byKeyField::get).toList();
  }

  private void repeat(Section.Entry entry, String keyField, Map<String, Field> byKeyField) {
    Field field =
        new Field(
            entry.name(),
            true,
            WriteWhen.ALWAYS,
            FaultList.lineOf(entry.key()),
            FaultList.columnOf(entry.key()));
    if (!recordKey.contains(keyField)) {
      reading
          .faults()
          .at(
              entry.value(),
              "`" + keyField + "` is no key field of the record.",
              Section.oneOf(keyField, recordKey));
    } else if (byKeyField.putIfAbsent(keyField, field) != null) {
      fault(entry, "`" + keyField + "` is repeated twice.", "Remove one of the two.");
    }
  }

  private void refuseGaps(Section.Entry entry, Map<String, Field> byKeyField) {
    List<String> gaps = recordKey.stream().filter(name -> !byKeyField.containsKey(name)).toList();
    if (!gaps.isEmpty()) {
      fault(
          entry,
          "`parent` doesn't repeat the key field `" + String.join("`, `", gaps) + "`.",
          "Add a field of the child for it: all key fields together name the parent.");
    }
  }

  private void fault(Section.Entry entry, String what, String remedy) {
    reading.faults().at(entry.key(), what, remedy);
  }
}
