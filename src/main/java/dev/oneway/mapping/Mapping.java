package dev.oneway.mapping;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.model.Contract;
import dev.oneway.mapping.model.Deletes;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.Party;
import dev.oneway.mapping.model.RestModel;
import dev.oneway.mapping.value.KnownNames;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Removal;
import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import dev.oneway.run.HeldDelete;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mapping file, compiled: makes of a source record what its destination shall hold. Pure, without
 * a clock or I/O: the same record always gives the same result. Threads may share it.
 */
public final class Mapping {
  private final MappingModel model;
  private final Shape shape;
  private final Optional<VersionWork> version;
  private final Optional<Expression> where;
  private final Admission admission;
  private final FieldWork[] key;
  private final FieldWork[] fields;
  private final ChildWork[] children;
  private final RestWork rest;
  private final Optional<DeletesWork> deletes;

  Mapping(MappingModel model) {
    this.model = model;
    this.version = model.changedAt().map(VersionWork::new);
    this.where = model.where();
    this.admission = new Admission(model);
    this.key = FieldWork.of(model.key());
    this.fields = FieldWork.of(model.fields());
    this.children =
        model.children().stream()
            .map(child -> new ChildWork(model.file(), child))
            .toArray(ChildWork[]::new);
    this.shape = shapeOf(model, children);
    this.rest = RestWork.of(model.rest(), shape);
    this.deletes = model.deletes().map(deletes -> new DeletesWork(deletes, shape));
  }

  private static Shape shapeOf(MappingModel model, ChildWork[] children) {
    Stream<Field> key = model.key().stream().map(field -> field.field(true));
    Stream<Field> others = model.fields().stream().map(field -> field.field(false));
    Stream<Field> unfit = model.rest().flatMap(RestModel::others).stream();
    return new Shape(
        model.file(),
        model.destination().object(),
        Stream.of(key, others, unfit).flatMap(part -> part).toList(),
        Stream.of(children).map(ChildWork::shape).toList(),
        model.deletes().flatMap(Deletes::removal));
  }

  /**
   * Maps one record. Whatever the record holds, the answer is a result and never an exception.
   *
   * @param source the record as it was read; not changed
   */
  public Mapped apply(Map<String, Object> source) {
    return new Attempt(this, source).result();
  }

  /**
   * What is left of a record that is gone and was held back until now.
   *
   * @throws FatalException when the mapping has another key since
   */
  MappedRecord gone(HeldDelete held) {
    if (held.key().size() != key.length) {
      throw new FatalException(
          shape.mappingFile()
              + " has another key than when a record was found gone. Give it back its key, or"
              + " reject what waits: oneway reject.");
    }
    MappedRecord record =
        deletes.orElseThrow().gone(held.key(), held.version().orElse(null), held.source());
    record.markHeld();
    return record;
  }

  /** Whether what a complete read lacks is gone, so that the keys of all records matter. */
  boolean missesRecords() {
    return shape.removal().filter(Removal::missing).isPresent();
  }

  /** What all its records have in common; key fields first. */
  public Shape shape() {
    return shape;
  }

  /** The system of record. */
  public Party source() {
    return model.source();
  }

  public Party destination() {
    return model.destination();
  }

  /** The file as it was read, for lineage and documentation. */
  public MappingModel model() {
    return model;
  }

  /** The names it knows, when others in a record that is delivered shall be told of. */
  Optional<KnownNames> told() {
    return model.contract().filter(contract -> !contract.rejects()).map(Contract::known);
  }

  Optional<VersionWork> version() {
    return version;
  }

  Optional<Expression> where() {
    return where;
  }

  Admission admission() {
    return admission;
  }

  FieldWork[] key() {
    return key;
  }

  FieldWork[] fields() {
    return fields;
  }

  RestWork rest() {
    return rest;
  }

  ChildWork[] children() {
    return children;
  }

  Optional<DeletesWork> deletes() {
    return deletes;
  }
}
