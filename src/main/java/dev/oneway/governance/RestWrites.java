package dev.oneway.governance;

import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.Party;
import dev.oneway.mapping.model.RestModel;
import dev.oneway.mapping.value.KnownNames;
import dev.oneway.record.Field;
import dev.oneway.record.FieldName;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what {@code rest} takes along without naming it: each field that a flow writes into the
 * source of such a mapping is written on by it, unless the mapping leaves it out.
 */
final class RestWrites {
  private RestWrites() {}

  /** The writes that are declared, and those that follow from them. */
  static List<Write> addedTo(List<Write> declared) {
    List<Write> rests = declared.stream().filter(RestWrites::isRest).toList();
    List<Write> all = new ArrayList<>(declared);
    Set<String> known = new HashSet<>();
    // A field passes each mapping once at most before it has been everywhere.
    for (int round = 0; round < rests.size(); round++) {
      List<Write> now = List.copyOf(all);
      for (Write rest : rests) {
        now.stream()
            .filter(write -> !isRest(write))
            .flatMap(write -> takenAlong(rest, write.field()))
            .filter(write -> known.add(write.id()))
            .forEach(all::add);
      }
    }
    return all;
  }

  static boolean isRest(Write write) {
    return write.kind() == Write.Kind.REST;
  }

  /** Whether a mapping that takes what it doesn't name could write this field. */
  static boolean mayWrite(Write rest, SystemField field) {
    return rest.field().isBeside(field)
        && field.path().size() == 1
        && !declared(rest).contains(field.name().toLowerCase(Locale.ROOT))
        && model(rest).parts().stream()
            .noneMatch(part -> part.taken().below(field.name()).isWhole());
  }

  /** The field a rest makes of this one of its source; empty when it leaves it out. */
  static Stream<Write> takenAlong(Write rest, SystemField field) {
    List<RestModel.Part> parts = model(rest).parts();
    List<Write> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      SystemField object = rest.sources().get(i);
      if (isBelow(field, object)) {
        List<String> names = field.path().subList(object.path().size(), field.path().size());
        name(parts.get(i), names)
            .filter(name -> !declared(rest).contains(name))
            .ifPresent(name -> found.add(written(rest, field, name)));
      }
    }
    return found.stream();
  }

  private static boolean isBelow(SystemField field, SystemField object) {
    return field.path().size() > object.path().size() && object.overlaps(field);
  }

  private static Optional<String> name(RestModel.Part part, List<String> names) {
    String joined = part.prefix();
    KnownNames taken = part.taken();
    for (int i = 0; i < names.size(); i++) {
      taken = taken.below(names.get(i));
      if (taken.isWhole()) {
        return Optional.empty();
      }
      joined = FieldName.joined(joined, names.get(i), i == 0);
    }
    return FieldName.of(joined);
  }

  private static Write written(Write rest, SystemField from, String name) {
    SystemField to = new SystemField(rest.field().system(), rest.field().object(), List.of(name));
    return new Write(
        rest.flow(),
        rest.mapping(),
        to,
        List.of(from),
        Write.Kind.FIELD,
        WriteWhen.ALWAYS,
        "by its own name (`rest`)",
        rest.line(),
        rest.column());
  }

  private static RestModel model(Write rest) {
    return child(rest).map(ChildModel::rest).orElseGet(rest.mapping()::rest).orElseThrow();
  }

  /** In small letters; what it doesn't own goes into none of them. */
  private static Set<String> declared(Write rest) {
    MappingModel mapping = rest.mapping();
    Stream<String> names =
        child(rest)
            .map(
                child ->
                    Stream.concat(
                        child.parent().stream().map(Field::name),
                        Stream.concat(child.key().stream(), child.fields().stream())
                            .map(FieldModel::name)))
            .orElseGet(
                () ->
                    Stream.concat(
                        mapping.destination().owns().stream().map(Party.Owned::name),
                        Stream.concat(mapping.key().stream(), mapping.fields().stream())
                            .map(FieldModel::name)));
    Set<String> small = new HashSet<>();
    names.forEach(name -> small.add(name.toLowerCase(Locale.ROOT)));
    model(rest).others().ifPresent(others -> small.add(others.name().toLowerCase(Locale.ROOT)));
    return small;
  }

  private static Optional<ChildModel> child(Write rest) {
    return rest.mapping().children().stream()
        .filter(child -> child.rest().isPresent())
        .filter(child -> child.object().equals(rest.field().object()))
        .findFirst();
  }
}
