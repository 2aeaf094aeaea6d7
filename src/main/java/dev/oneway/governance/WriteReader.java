package dev.oneway.governance;

import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.Deletes;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.Party;
import dev.oneway.mapping.model.RestModel;
import dev.oneway.mapping.value.FieldValue;
import dev.oneway.mapping.value.Members;
import dev.oneway.mapping.value.NestedList;
import dev.oneway.mapping.value.NestedObject;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.value.ReferenceTo;
import dev.oneway.record.Field;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists what one mapping of a flow writes. Belongs to one thread. */
final class WriteReader {
  private static final Pattern DOT = Pattern.compile("\\.");

  private final FlowFile flow;
  private final MappingModel mapping;
  private final FieldSources record;
  private final List<Write> writes = new ArrayList<>();

  private WriteReader(FlowFile flow, MappingModel mapping) {
    this.flow = flow;
    this.mapping = mapping;
    this.record = new FieldSources(flow, whole(mapping.source()), List.of());
  }

  /** In the order of the mapping file. */
  static List<Write> of(FlowFile flow, MappingModel mapping) {
    WriteReader reader = new WriteReader(flow, mapping);
    reader.read();
    return reader.writes;
  }

  /** All fields of an object. */
  static SystemField whole(Party party) {
    return new SystemField(party.system(), party.object(), List.of());
  }

  /** The destination's field of this name, which may have dots. */
  static SystemField named(Party party, String name) {
    return whole(party).below(DOT.splitAsStream(name).toList());
  }

  private void read() {
    SystemField destination = whole(mapping.destination());
    fields(mapping.key(), destination, record, Write.Kind.KEY);
    fields(mapping.fields(), destination, record, Write.Kind.FIELD);
    mapping.rest().ifPresent(rest -> rest(rest, destination, record));
    mapping.children().forEach(this::child);
    mapping.deletes().ifPresent(deletes -> marks(deletes, destination));
  }

  private void child(ChildModel child) {
    SystemField object = new SystemField(mapping.destination().system(), child.object(), List.of());
    for (int i = 0; i < child.parent().size(); i++) {
      Field parent = child.parent().get(i);
      FieldModel key = mapping.key().get(i);
      add(
          object.below(names(parent.name())),
          record.of(key.value().origin()),
          Write.Kind.KEY,
          WriteWhen.ALWAYS,
          FieldWords.of(key.value()),
          parent.line(),
          parent.column());
    }
    FieldSources row = child.each().map(record::inside).orElse(record);
    fields(child.key(), object, row, Write.Kind.KEY);
    fields(child.fields(), object, row, Write.Kind.FIELD);
    child.rest().ifPresent(rest -> rest(rest, object, row));
  }

  private void fields(
      List<FieldModel> fields, SystemField object, FieldSources from, Write.Kind kind) {
    fields.forEach(field -> field(field, object, from, kind));
  }

  private void field(FieldModel field, SystemField object, FieldSources from, Write.Kind kind) {
    SystemField to = object.below(names(field.name()));
    if (isKey(field.value())) {
      add(
          to,
          partsOf(field.value().origin(), from),
          kind,
          field.when(),
          FieldWords.of(field.value()),
          field.line(),
          field.column());
    } else if (field.value().origin() instanceof NestedObject nested) {
      members(field, nested.members(), to, from, kind);
    } else if (field.value().origin() instanceof NestedList list) {
      members(field, list.members(), to, from.inside(list.each()), kind);
    } else {
      add(
          to,
          from.of(field.value().origin()),
          kind,
          field.when(),
          FieldWords.of(field.value()),
          field.line(),
          field.column());
    }
  }

  /** An object that is the key of what is pointed to; what arrives is one value. */
  private static boolean isKey(FieldValue value) {
    return value.stages().stream()
        .anyMatch(stage -> stage instanceof ReferenceTo to && !to.key().isEmpty());
  }

  private static List<SystemField> partsOf(Origin origin, FieldSources from) {
    return origin instanceof NestedList list
        ? partsOf(list.members(), from.inside(list.each()))
        : partsOf(((NestedObject) origin).members(), from);
  }

  private static List<SystemField> partsOf(Members members, FieldSources from) {
    return members.all().stream()
        .flatMap(member -> from.of(member.value().origin()).stream())
        .distinct()
        .toList();
  }

  private void members(
      FieldModel field, Members members, SystemField to, FieldSources from, Write.Kind kind) {
    for (Members.Member member : members.all()) {
      FieldModel inside =
          new FieldModel(member.name(), field.line(), field.column(), member.value(), field.when());
      field(inside, to, from, kind);
    }
  }

  private void rest(RestModel rest, SystemField object, FieldSources from) {
    List<SystemField> parts =
        rest.parts().stream()
            .map(part -> from.at(part.from().map(Path::names).orElse(List.of())))
            .toList();
    add(
        object.below(List.of(SystemField.REST)),
        parts,
        Write.Kind.REST,
        WriteWhen.ALWAYS,
        "each by its own name",
        rest.line(),
        rest.column());
    Optional<Field> others = rest.others();
    others.ifPresent(
        field ->
            add(
                object.below(names(field.name())),
                parts,
                Write.Kind.FIELD,
                WriteWhen.ALWAYS,
                "what can't have a field of its own",
                rest.line(),
                rest.column()));
  }

  private void marks(Deletes deletes, SystemField object) {
    deletes.removal().ifPresent(removal -> marks(deletes, removal.place(), object));
  }

  private void marks(Deletes deletes, Shape.Place place, SystemField object) {
    List<SystemField> from = deletes.when().map(record::read).orElse(List.of());
    deletes
        .set()
        .keySet()
        .forEach(
            name ->
                add(
                    object.below(names(name)),
                    from,
                    Write.Kind.MARK,
                    WriteWhen.ALWAYS,
                    "marks a record that is gone",
                    place.line(),
                    place.column()));
  }

  private static List<String> names(String field) {
    return Stream.of(field).flatMap(DOT::splitAsStream).toList();
  }

  private void add(
      SystemField field,
      List<SystemField> sources,
      Write.Kind kind,
      WriteWhen when,
      String how,
      int line,
      int column) {
    writes.add(new Write(flow, mapping, field, sources, kind, when, how, line, column));
  }
}
