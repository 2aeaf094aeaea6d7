package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A mapping file, read and found without fault. Immutable.
 *
 * @param file the file as its author would name it, e.g. {@code mappings/order.yaml}
 * @param key the fields that identify a record in the destination; at least one
 * @param where which records are mapped; all when empty
 * @param checks what must be true of a record that is mapped
 * @param fields the other fields
 * @param rest the fields that are taken as they come; none when empty
 * @param deletes what becomes of records that are gone; nothing special when empty
 * @param contract what is known of the source; no matter when empty
 * @param examples what must become of some records
 */
public record MappingModel(
    String file,
    Party source,
    Party destination,
    List<FieldModel> key,
    Optional<ChangedAt> changedAt,
    Optional<Expression> where,
    List<RecordCheck> checks,
    List<FieldModel> fields,
    Optional<RestModel> rest,
    List<ChildModel> children,
    Optional<Deletes> deletes,
    Optional<Contract> contract,
    List<MappingExample> examples) {
  /** The same with other fields in place of its own and its children's. */
  public MappingModel withFields(UnaryOperator<FieldModel> other) {
    return new MappingModel(
        file,
        source,
        destination,
        key.stream().map(other).toList(),
        changedAt,
        where,
        checks,
        fields.stream().map(other).toList(),
        rest,
        children.stream().map(child -> child.withFields(other)).toList(),
        deletes,
        contract,
        examples);
  }
}
