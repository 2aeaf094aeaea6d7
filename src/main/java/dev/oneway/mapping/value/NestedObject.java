package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import java.util.Map;

/**
 * {@code fields:} inside a field: one object from the record itself; absent when all its fields
 * are. Threads may share it.
 */
public final class NestedObject implements Origin {
  private final Members members;

  public NestedObject(Members members) {
    this.members = members;
  }

  @Override
  public Object read(Map<String, Object> record) {
    Map<String, Object> object = members.of(record);
    return object.isEmpty() ? Row.ABSENT : object;
  }

  public Members members() {
    return members;
  }

  @Override
  public String words() {
    return "the nested object";
  }

  @Override
  public Promise promised() {
    return Promise.of(Promise.Kind.JSON);
  }
}
