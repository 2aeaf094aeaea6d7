package dev.oneway.mapping.value;

import dev.oneway.record.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a nested object, compiled. Threads may share it. */
public final class Members {
  /** One field of the object. */
  public record Member(String name, FieldValue value) {}

  private final Member[] members;

  public Members(List<Member> members) {
    this.members = members.toArray(Member[]::new);
  }

  /** All of them, in the order of the file. */
  public List<Member> all() {
    return List.of(members);
  }

  /**
   * The object a record makes, without the fields it doesn't speak of.
   *
   * @throws BadValue naming the field
   */
  Map<String, Object> of(Map<String, Object> record) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (Member member : members) {
      try {
        Object value = member.value().of(record);
        if (value != Row.ABSENT) {
          object.put(member.name(), value);
        }
      } catch (BadValue bad) {
        throw bad.in(member.name(), member.value().origin().words());
      }
    }
    return object;
  }
}
