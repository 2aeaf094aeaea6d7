package dev.oneway.mapping.model;

import dev.oneway.mapping.value.Path;
import dev.oneway.record.Field;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows of another destination object that belong to a record.
 *
 * @param object the destination object, e.g. a table
 * @param each where the record holds the array of elements
 * @param parent the fields that repeat the record's key, in the order of its key fields
 * @param key the fields that tell the rows of one record apart
 * @param fields the other fields
 * @param deleteMissing whether rows the record no longer has are deleted
 */
public record ChildModel(
    String object,
    Path each,
    List<Field> parent,
    List<FieldModel> key,
    List<FieldModel> fields,
    boolean deleteMissing) {
  /** The same with other fields in place of its key's and the others. */
  ChildModel withFields(UnaryOperator<FieldModel> other) {
    return new ChildModel(
        object,
        each,
        parent,
        key.stream().map(other).toList(),
        fields.stream().map(other).toList(),
        deleteMissing);
  }
}
