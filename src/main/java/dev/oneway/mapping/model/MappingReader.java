package dev.oneway.mapping.model;

import dev.oneway.fault.NotConfiguredException;
import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.NameTree;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a whole mapping file, from its nodes to its model; every fault goes to the list. */
public final class MappingReader {
  private static final String SOURCE = "source";
  private static final String DESTINATION = "destination";
  private static final String KEY = "key";
  private static final String CHANGED_AT = "changedAt";
  private static final String WHERE = "where";
  private static final String FIELDS = "fields";
  private static final String CHILDREN = "children";
  private static final String DELETES = "deletes";
  private static final String CONTRACT = "contract";
  private static final String EXAMPLES = "examples";

  static final Vocabulary WORDS =
      Vocabulary.of(
          "mapping",
          "A mapping file.",
          Word.of(SOURCE, new Kind.Table(SOURCE), "the system of record").asNeeded(),
          Word.of(DESTINATION, new Kind.Table(DESTINATION), "the system that receives").asNeeded(),
          Word.of(
                  KEY,
                  FieldLanguage.SOME_FIELDS,
                  "the destination's fields that identify a record, each with where it comes from."
                      + " Never null or blank")
              .asNeeded(),
          Word.of(
              CHANGED_AT,
              Kind.either(Kind.PATH, new Kind.Table(CHANGED_AT)),
              "when the source changed the record: a path, or `{ from, type }`"),
          Word.of(
              WHERE,
              Kind.EXPRESSION,
              "only records of which it is true go on, the others are *filtered*"),
          Word.of(
              CheckReader.CHECK,
              Kind.oneOrSome(new Kind.Table(RecordCheckReader.NAME)),
              "rules for the record as a whole, one or a list; a record that breaks one is refused"),
          Word.of(FIELDS, FieldLanguage.FIELDS, "the destination's fields"),
          RestReader.REST_WORD,
          RestReader.OTHERS_WORD,
          Word.of(
              CHILDREN,
              new Kind.Named(new Kind.Table(ChildReader.NAME)),
              "rows of other objects that belong to the record, by the object's name"),
          Word.of(
              DELETES,
              new Kind.Table(DELETES),
              "what becomes of records that are gone at the source"),
          Word.of(
              ValuesReader.VALUES,
              new Kind.Named(
                  Kind.either(new Kind.Named(Kind.CONSTANT), Kind.text("a file beside this one"))),
              "value maps that fields name: known values and what becomes of them, or a file with"
                  + " them, as `countries.csv`"),
          Word.of(
              CONTRACT,
              new Kind.Table(CONTRACT),
              "what becomes of names in the source that the mapping doesn't know"),
          Word.of(
              EXAMPLES,
              new Kind.Many(new Kind.Table(ExamplesReader.NAME)),
              "records, and what must become of them"));

  private final Section root;
  private final FaultList faults;
  private final Reading reading;
  private final FieldNames names;
  private final FieldTable table;

  private MappingReader(Section root, MappingSource source, FaultList faults) {
    this.root = root;
    this.faults = faults;
    ValueMaps values = new ValueMaps(root, source.folder(), faults);
    Settings settings = new Settings(source.settings());
    this.reading = new Reading(source, faults, values, settings, new NameTree());
    this.names = new FieldNames(faults);
    this.table = new FieldTable(reading, names);
  }

  /**
   * The model; empty when the list holds a fault.
   *
   * @throws NotConfiguredException when there is no fault, and settings have no value yet
   */
  public static Optional<MappingModel> read(Node root, MappingSource source, FaultList faults) {
    return Section.of(root, "A mapping file", faults)
        .flatMap(section -> new MappingReader(section, source, faults).read())
        .filter(model -> faults.isEmpty());
  }

  private void requireSettings() {
    if (faults.isEmpty() && !reading.settings().missing().isEmpty()) {
      throw new NotConfiguredException(reading.settings().missing());
    }
  }

  private Optional<MappingModel> read() {
    root.refuseOthers(WORDS.names());
    Optional<Party> source = party(SOURCE, PartyReader.SOURCE_WORDS);
    Optional<Party> destination = party(DESTINATION, PartyReader.DESTINATION_WORDS);
    List<FieldModel> key =
        has(KEY, "Add `key:` with the destination fields that identify a record.")
            ? table.key(root, KEY)
            : List.of();
    List<String> recordKey = names.declared();
    Optional<ChangedAt> changedAt =
        root.find(CHANGED_AT).flatMap(new ChangedAtReader(reading)::read);
    Optional<Expression> where = reading.expression(root, WHERE);
    List<RecordCheck> checks = new RecordCheckReader(reading).read(root);
    List<Section.Entry> declared = root.table(FIELDS);
    List<FieldModel> fields = table.fields(declared);
    DeletesReader deletesReader =
        new DeletesReader(reading, recordKey, declared, fields, root.find(CHILDREN).isPresent());
    List<ChildModel> children = children(recordKey);
    Optional<RestModel> rest = rest(key, fields, children);
    Optional<Deletes> deletes = root.find(DELETES).flatMap(deletesReader::read);
    // The last, as it knows the names all others have read.
    Optional<Contract> contract = root.find(CONTRACT).flatMap(new ContractReader(reading)::read);
    List<MappingExample> examples = examples(children, rest.isPresent());
    reading.values().refuseUnused();
    requireSettings();
    return source.isEmpty() || destination.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MappingModel(
                faults.file(),
                source.get(),
                destination.get(),
                key,
                changedAt,
                where,
                checks,
                fields,
                rest,
                children,
                deletes,
                contract,
                examples));
  }

  private Optional<Party> party(String name, Vocabulary words) {
    if (!has(name, "Add `" + name + ": { system: …, object: … }`.")) {
      return Optional.empty();
    }
    return new PartyReader(faults).read(root.find(name).orElseThrow(), words);
  }

  private List<ChildModel> children(List<String> recordKey) {
    ChildReader reader = new ChildReader(reading, recordKey);
    return root.table(CHILDREN).stream().flatMap(entry -> reader.read(entry).stream()).toList();
  }

  private Optional<RestModel> rest(
      List<FieldModel> key, List<FieldModel> fields, List<ChildModel> children) {
    List<FieldModel> declared = Stream.concat(key.stream(), fields.stream()).toList();
    List<Path> arrays = children.stream().flatMap(child -> child.each().stream()).toList();
    return new RestReader(reading, names).read(root, declared, arrays);
  }

  private List<MappingExample> examples(List<ChildModel> children, boolean open) {
    // Their faults have been told where the children were read.
    List<String> objects =
        root.find(CHILDREN)
            .flatMap(entry -> Section.of(entry.value(), "", new FaultList("")))
            .map(section -> section.entries().stream().map(Section.Entry::name).toList())
            .orElse(List.of());
    ExampleNames known = new ExampleNames(faults, names.declared(), objects, children, open);
    ExamplesReader reader = new ExamplesReader(faults, known);
    return root.find(EXAMPLES).map(reader::read).orElse(List.of());
  }

  private boolean has(String name, String remedy) {
    if (root.find(name).isEmpty()) {
      faults.at(root.node(), "The section `" + name + "` is missing.", remedy);
      return false;
    }
    return true;
  }
}
