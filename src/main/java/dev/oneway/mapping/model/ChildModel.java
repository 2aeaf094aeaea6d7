package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.value.Path;
import dev.oneway.record.Field;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Rows of another destination object that belong to a record.
 *
 * @param object the destination object, e.g. a table
 * @param each where the record holds the array of elements; the record itself makes one row when
 *     empty
 * @param where which elements make rows; all when empty
 * @param parent the fields that repeat the record's key, in the order of its key fields
 * @param key the fields that tell the rows of one record apart
 * @param fields the other fields
 * @param rest the fields that are taken as they come; none when empty
 * @param deleteMissing whether rows the record no longer has are deleted
 */
public record ChildModel(
    String object,
    Optional<Path> each,
    Optional<Expression> where,
    List<Field> parent,
    List<FieldModel> key,
    List<FieldModel> fields,
    Optional<RestModel> rest,
    boolean deleteMissing) {
  /** The same with other fields in place of its key's and the others. */
  ChildModel withFields(UnaryOperator<FieldModel> other) {
    return new ChildModel(
        object,
        each,
        where,
        parent,
        key.stream().map(other).toList(),
        fields.stream().map(other).toList(),
        rest,
        deleteMissing);
  }
}
