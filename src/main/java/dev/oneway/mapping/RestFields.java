package dev.oneway.mapping;

import dev.oneway.mapping.model.RestModel;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.KnownNames;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.value.RowValue;
import dev.oneway.mapping.value.Shown;
import dev.oneway.record.FieldName;
import dev.oneway.record.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields one record has beyond those that are declared. Each member gets a field of its own, or
 * is among the others, or refuses the record: none is lost. What becomes of it depends on the names
 * and not on their order. Belongs to one thread.
 */
final class RestFields {
  /** The most fields of one record. */
  private static final int MOST = 500;

  /** Objects that are nested deeper are values. */
  private static final int DEEPEST = 10;

  private static final int LONGEST_SHOWN = 60;

  private static final String REMEDY =
      ". Name a field for such values with `others`, or leave them out with `except`.";

  private final Set<String> declared;
  private final boolean keepsOthers;
  private final TreeMap<String, Member> byName = new TreeMap<>();
  private final SortedMap<String, Object> others = new TreeMap<>();

  /**
   * @param path of names with dots, as {@link #others} has it
   * @param plain whether it is called just so in the record
   */
  private record Member(String path, boolean plain, Object value) {
    boolean goesBefore(Member other) {
      return plain == other.plain ? path.compareTo(other.path) <= 0 : plain;
    }
  }

  /**
   * @param declared the names that are taken, in small letters
   */
  RestFields(Set<String> declared, boolean keepsOthers) {
    this.declared = declared;
    this.keepsOthers = keepsOthers;
  }

  /** The fields by their names, sorted. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    byName.forEach((name, member) -> fields.put(name, member.value()));
    return fields;
  }

  /** What has no field of its own, by its path. */
  Map<String, Object> others() {
    return others;
  }

  /** Takes the members of one object; what isn't an object is a value that has no field. */
  void take(RestModel.Part part, Map<String, Object> record) {
    Object at = part.from().isEmpty() ? record : part.from().get().read(record);
    if (at == Row.ABSENT || at == null) {
      return;
    }
    String path = part.from().map(Path::toString).orElse("");
    if (at instanceof Map<?, ?> object) {
      members(object, new Place(path, part.prefix(), 1), part.taken());
    } else {
      unfit(new Member(path, false, own(path, at)), "is no object, so it has no members");
    }
  }

  private record Place(String path, String name, int depth) {
    Place of(String member) {
      String written = Path.written(member);
      return new Place(
          path.isEmpty() ? written : path + "." + written,
          FieldName.joined(name, member, depth == 1),
          depth + 1);
    }
  }

  private void members(Map<?, ?> object, Place place, KnownNames taken) {
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      String name = String.valueOf(entry.getKey());
      KnownNames below = taken.below(name);
      if (!below.isWhole()) {
        member(name, entry.getValue(), place.of(name), below);
      }
    }
  }

  private void member(String name, Object value, Place place, KnownNames taken) {
    if (value instanceof Map<?, ?> object && !object.isEmpty() && place.depth() <= DEEPEST) {
      members(object, place, taken);
      return;
    }
    Optional<String> field = FieldName.of(place.name());
    Member member =
        new Member(
            place.path(), field.isPresent() && name.equals(field.get()), own(place.path(), value));
    if (field.isEmpty() || FieldName.isBlank(name)) {
      unfit(member, "has no letter or digit to make a field's name of");
    } else if (declared.contains(field.get())) {
      unfit(member, "would be the field `" + field.get() + "`, which is another one's");
    } else {
      put(field.get(), member);
    }
  }

  private void put(String field, Member member) {
    Member before = byName.get(field);
    boolean first = before == null || member.goesBefore(before);
    byName.put(field, first ? member : before);
    if (before != null) {
      unfit(first ? before : member, "would be the field `" + field + "`, as another one is");
    } else if (byName.size() > MOST) {
      unfit(byName.pollLastEntry().getValue(), "is one of more than " + MOST + " fields");
    }
  }

  private void unfit(Member member, String why) {
    if (!keepsOthers) {
      throw RecordFault.ofRecord("constraint", words(member.path()) + " " + why + REMEDY);
    }
    others.put(member.path(), member.value());
  }

  private static Object own(String path, Object value) {
    try {
      return value == null ? null : RowValue.ANY.apply(value);
    } catch (BadValue bad) {
      throw RecordFault.of(bad, Optional.empty(), words(path));
    }
  }

  private static String words(String path) {
    String shown = path.length() > LONGEST_SHOWN ? path.substring(0, LONGEST_SHOWN) + "…" : path;
    return "`" + Shown.escaped(shown) + "`";
  }
}
