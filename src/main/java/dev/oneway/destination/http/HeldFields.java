package dev.oneway.destination.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.record.Assignment;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.Present;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record's fields held against those the vendor has.
 *
 * @param there an object with the fields
 * @param fields how a request writes them
 */
record HeldFields(Parcel parcel, JsonNode there, Fields fields) {

  Present.There present() {
    MappedRecord record = parcel.record();
    Shape shape = record.shape();
    Map<String, Object> held = new LinkedHashMap<>();
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < shape.fields().size(); i++) {
      Field field = shape.fields().get(i);
      if (record.has(i) && isCompared(field, record.value(i))) {
        JsonNode value = fields.at(there, field.name());
        held.put(field.name(), Likeness.plain(value));
        if (differs(field, record.value(i), value)) {
          differing.add(field.name());
        }
      }
    }
    for (int i = 0; i < shape.children().size(); i++) {
      if (record.children(i) != null) {
        compare(shape.children().get(i), record.children(i), held, differing);
      }
    }
    Map<String, Object> edit = new LinkedHashMap<>();
    parcel.edit().forEach((name, value) -> edit.put(name, Likeness.plain(value)));
    return new Present.There(record, held, differing, edit);
  }

  /** The key is the same where it was asked for; one that the vendor has elsewhere isn't told. */
  private boolean isCompared(Field field, Object value) {
    return fields.isOfTheRecord(field.name())
        && !(value instanceof Assignment)
        && (!field.key() || !fields.at(there, field.name()).isMissingNode());
  }

  private boolean differs(Field field, Object value, JsonNode held) {
    boolean free =
        field.when() == WriteWhen.ALWAYS
            || parcel.isGone()
            || (field.when() == WriteWhen.EMPTY && Likeness.isEmpty(held));
    return free && !isSame(field.name(), fields.written(value), held);
  }

  private boolean isSame(String name, Object wanted, JsonNode held) {
    return (wanted instanceof List<?> list && fields.unordered().contains(name))
        ? Likeness.sameSet(list, held)
        : Likeness.same(wanted, held);
  }

  private void compare(
      Shape.Child child, List<Row> rows, Map<String, Object> held, List<String> differing) {
    String name = child.shape().object();
    JsonNode value = fields.at(there, name);
    held.put(name, Likeness.plain(value));
    if (!Likeness.same(fields.rows(rows, child), value)) {
      differing.add(name);
    }
  }
}
