package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
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

  private static final List<String> WORDS =
      List.of(SOURCE, DESTINATION, KEY, CHANGED_AT, WHERE, FIELDS, CHILDREN, ValuesReader.VALUES);

  private final Section root;
  private final FaultList faults;
  private final Reading reading;
  private final FieldReader fieldReader;
  private final FieldNames names;

  private MappingReader(Section root, FaultList faults) {
    this.root = root;
    this.faults = faults;
    this.reading = new Reading(faults, new ValueMaps(root, faults));
    this.fieldReader = new FieldReader(reading);
    this.names = new FieldNames(faults);
  }

  /** The model; empty when the list holds a fault. */
  public static Optional<MappingModel> read(Node root, FaultList faults) {
    return Section.of(root, "A mapping file", faults)
        .flatMap(section -> new MappingReader(section, faults).read())
        .filter(model -> faults.isEmpty());
  }

  private Optional<MappingModel> read() {
    root.refuseOthers(WORDS);
    Optional<Party> source = party(SOURCE, List.of("system", "object", "owner"));
    Optional<Party> destination = party(DESTINATION, List.of("system", "object"));
    List<FieldModel> key =
        has(KEY, "Add `key:` with the destination fields that identify a record.")
            ? fieldReader.key(root, KEY, names)
            : List.of();
    List<String> recordKey = names.declared();
    Optional<ChangedAt> changedAt =
        root.find(CHANGED_AT).flatMap(new ChangedAtReader(reading)::read);
    Optional<Expression> where = reading.expression(root, WHERE);
    List<FieldModel> fields = fieldReader.fields(root.table(FIELDS), names);
    List<ChildModel> children = children(recordKey);
    reading.values().refuseUnused();
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
                fields,
                children));
  }

  private Optional<Party> party(String name, List<String> words) {
    if (!has(name, "Add `" + name + ": { system: …, object: … }`.")) {
      return Optional.empty();
    }
    Section.Entry entry = root.find(name).orElseThrow();
    return Section.of(entry.value(), "`" + name + "`", faults)
        .flatMap(section -> party(entry, section, words));
  }

  private Optional<Party> party(Section.Entry entry, Section section, List<String> words) {
    section.refuseOthers(words);
    for (String word : List.of("system", "object")) {
      if (section.find(word).isEmpty()) {
        faults.at(
            entry.key(),
            "`" + entry.name() + "` has no `" + word + "`.",
            "Add `" + word + ":` with its name.");
      }
    }
    Optional<String> system = section.text("system");
    Optional<String> object = section.text("object");
    Optional<String> owner = section.text("owner");
    return system.flatMap(s -> object.map(o -> new Party(s, o, owner)));
  }

  private List<ChildModel> children(List<String> recordKey) {
    ChildReader reader = new ChildReader(reading, fieldReader, recordKey);
    return root.table(CHILDREN).stream().flatMap(entry -> reader.read(entry).stream()).toList();
  }

  private boolean has(String name, String remedy) {
    if (root.find(name).isEmpty()) {
      faults.at(root.node(), "The section `" + name + "` is missing.", remedy);
      return false;
    }
    return true;
  }
}
