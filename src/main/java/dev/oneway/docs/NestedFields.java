package dev.oneway.docs;

import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.value.Members;
import dev.oneway.mapping.value.NestedList;
import dev.oneway.mapping.value.NestedObject;
import dev.oneway.mapping.value.Origin;
import java.util.List;

/** The fields of the objects a field is made of. */
final class NestedFields {
  private NestedFields() {}

  /** In the order of the file, named as inside the object; none when the field isn't nested. */
  static List<FieldModel> of(FieldModel field) {
    return members(field.value().origin()).stream()
        .map(
            member ->
                new FieldModel(
                    member.name(), field.line(), field.column(), member.value(), field.when()))
        .toList();
  }

  private static List<Members.Member> members(Origin origin) {
    if (origin instanceof NestedList list) {
      return list.members().all();
    }
    return origin instanceof NestedObject object ? object.members().all() : List.of();
  }
}
