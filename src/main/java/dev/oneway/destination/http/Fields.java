package dev.oneway.destination.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oneway.destination.http.template.Nesting;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.run.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of a record's fields a request writes: those it has, of them those that are written on
 * creation only when it creates, and those that are written while empty only where they are.
 *
 * @param unwritten a field that only says whose the record is; empty for none
 * @param cleared what is written in place of null; empty for null
 * @param unordered fields whose lists have no order there
 * @param fixed those that are only written on creation, whatever the mapping says
 */
record Fields(
    boolean nest,
    Optional<Object> cleared,
    Optional<String> unwritten,
    Set<String> unordered,
    Set<String> fixed) {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /**
   * @param json null where the option isn't given
   * @throws IllegalArgumentException when it is no JSON
   */
  static Optional<Object> cleared(String json) {
    try {
      return json == null
          ? Optional.empty()
          : Optional.ofNullable(RecordJson.mapper().readValue(json, Object.class));
    } catch (JsonProcessingException e) {
      // Without the cause, whose message would be shown in place of this one.
      throw new IllegalArgumentException(
          "clearAs is `%s`, which is no JSON. Write it as in clearAs=RAW(\"\").".formatted(json));
    }
  }

  /**
   * @param names with commas between them; null where the option isn't given
   */
  static Set<String> named(String names) {
    return names == null
        ? Set.of()
        : COMMA.splitAsStream(names.strip()).collect(Collectors.toUnmodifiableSet());
  }

  /** By name, in the mapping's order; a child's rows under the name of its object. */
  Map<String, Object> of(Parcel parcel, Action action, boolean withKey) {
    MappedRecord record = parcel.record();
    Shape shape = record.shape();
    boolean creates = creates(parcel, action);
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < shape.fields().size(); i++) {
      Field field = shape.fields().get(i);
      boolean wanted = record.has(i) && (withKey || !field.key()) && !isIdle(record, i, action);
      if (wanted && isWritten(field, parcel, creates)) {
        fields.put(field.name(), written(record.value(i)));
      }
    }
    for (int i = 0; i < shape.children().size(); i++) {
      if (record.children(i) != null) {
        Shape.Child child = shape.children().get(i);
        fields.put(child.shape().object(), rows(record.children(i), child));
      }
    }
    return nest ? Nesting.nested(fields, shape) : fields;
  }

  /** Where there are no details yet, there is nothing to clear. */
  private static boolean isIdle(MappedRecord record, int field, Action action) {
    return action == Action.DETAILS && record.value(field) == null;
  }

  Object written(Object value) {
    return value == null ? cleared.orElse(null) : value;
  }

  private static boolean creates(Parcel parcel, Action action) {
    return action == Action.CREATE
        || (action == Action.UPSERT && parcel.isMissing())
        || (action.addsDetails() && parcel.taken().equals(Optional.of(Fate.CREATED)));
  }

  /** The names of all that may be written. */
  List<String> names(Shape shape) {
    return shape.fields().stream().map(Field::name).filter(this::isOfTheRecord).toList();
  }

  boolean isOfTheRecord(String name) {
    return !unwritten.equals(Optional.of(name));
  }

  private boolean isWritten(Field field, Parcel parcel, boolean creates) {
    if (!isOfTheRecord(field.name())) {
      return false;
    }
    if (creates || parcel.isGone()) {
      return true;
    }
    return switch (field.when()) {
      case ALWAYS -> !fixed.contains(field.name());
      case CREATE -> false;
      case EMPTY -> parcel.fields().filter(there -> isEmptyIn(there, field.name())).isPresent();
    };
  }

  private boolean isEmptyIn(JsonNode there, String name) {
    return Likeness.isEmpty(at(there, name));
  }

  /**
   * The first of a record's fields that the vendor has otherwise and doesn't change any more.
   *
   * @param there an object with the record's fields there
   */
  Optional<String> fixedOtherwise(MappedRecord record, JsonNode there) {
    return fixed.stream()
        .filter(name -> record.has(record.shape().indexOf(name)))
        .filter(name -> !Likeness.same(written(record.get(name)), at(there, name)))
        .findFirst();
  }

  /** The field's value in an object of the vendor's; a missing node when it has none. */
  JsonNode at(JsonNode there, String name) {
    JsonNode value = there.get(name);
    if (value == null) {
      return nest ? there.at(Nesting.pointer(name)) : MissingNode.getInstance();
    }
    return value;
  }

  /** Below its parent, a row needn't repeat the parent's key. */
  List<Object> rows(List<Row> rows, Shape.Child child) {
    List<Object> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Map<String, Object> fields = new LinkedHashMap<>(row);
      fields.keySet().removeAll(child.parentKey());
      all.add(nest ? Nesting.nested(fields, child.shape()) : fields);
    }
    return all;
  }
}
