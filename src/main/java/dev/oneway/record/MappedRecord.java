package dev.oneway.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A record on its way to a destination: the mapped fields as a Map, and beside them what the steps
 * after the mapping need to deliver it once and in order.
 *
 * <p>Not shared between threads while it is on its way.
 */
public final class MappedRecord extends Row {
  private final String key;
  private final Version version;
  private final Map<String, Object> source;
  private final Operation operation;
  private String fingerprint;
  private boolean held;
  private boolean maybeDelivered;
  private String destinationId;

  /**
   * A record to be created or updated.
   *
   * @param key the identity in the destination as one text, see {@link Keys}
   * @param version the source's changedAt; null when the mapping names none
   * @param source the record as it was read, kept for the dead letters
   */
  public MappedRecord(
      Shape shape,
      Object[] values,
      List<List<Row>> children,
      String key,
      Version version,
      Map<String, Object> source) {
    this(shape, values, children, key, version, source, Operation.UPSERT);
  }

  private MappedRecord(
      Shape shape,
      Object[] values,
      List<List<Row>> children,
      String key,
      Version version,
      Map<String, Object> source,
      Operation operation) {
    super(shape, values, children);
    this.key = key;
    this.version = version;
    this.source = source;
    this.operation = operation;
  }

  /** Of which nothing but its identity is the other's. */
  private MappedRecord(MappedRecord other, Row row) {
    super(row);
    this.key = other.key;
    this.version = other.version;
    this.source = other.source;
    this.operation = other.operation;
  }

  private MappedRecord(MappedRecord other, int index, Object value) {
    super(other, index, value);
    this.key = other.key;
    this.version = other.version;
    this.source = other.source;
    this.operation = other.operation;
    this.fingerprint = other.fingerprint();
    this.held = other.held;
    this.maybeDelivered = other.maybeDelivered;
    this.destinationId = other.destinationId;
  }

  /**
   * A record that is gone. It says nothing of its children, unless it is to be deleted: then it has
   * none.
   *
   * @param operation what is to be done with it, no upsert
   * @param values the key and what marks the row as gone; {@link Row#ABSENT} everywhere else
   * @param version null when the mapping names none, and of what a complete read lacks
   * @param source empty of what a complete read lacks
   */
  public static MappedRecord gone(
      Shape shape,
      Operation operation,
      Object[] values,
      String key,
      Version version,
      Map<String, Object> source) {
    List<List<Row>> children =
        Collections.nCopies(
            shape.children().size(), operation == Operation.DELETE ? List.of() : null);
    return new MappedRecord(shape, values, children, key, version, source, operation);
  }

  public Operation operation() {
    return operation;
  }

  public String key() {
    return key;
  }

  public Optional<Version> version() {
    return Optional.ofNullable(version);
  }

  public Map<String, Object> source() {
    return source;
  }

  /** A digest of all that is to be done: equal when nothing the flow writes differs. */
  public String fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(operation, this);
    }
    return fingerprint;
  }

  /** Whether it is gone and was held back until the end of the run, which has come. */
  public boolean isHeld() {
    return held;
  }

  public void markHeld() {
    held = true;
  }

  /**
   * Whether an earlier run was cut off while this record was with the destination, so that the
   * destination may or may not hold it. A destination that can't write idempotently looks first.
   */
  public boolean maybeDelivered() {
    return maybeDelivered;
  }

  public void markMaybeDelivered() {
    maybeDelivered = true;
  }

  /** The destination's own id of it, as an earlier delivery told; empty when none did. */
  public Optional<String> destinationId() {
    return Optional.ofNullable(destinationId);
  }

  /**
   * @param id null when none is known
   */
  public void knownAs(String id) {
    destinationId = id;
  }

  /** The position of the first field that holds an {@link Assignment}, or -1. */
  public int firstAssignment() {
    int fields = shape().fields().size();
    for (int index = 0; index < fields; index++) {
      if (value(index) instanceof Assignment) {
        return index;
      }
    }
    return -1;
  }

  /**
   * This record with a value in place of the {@link Assignment} there. Its fingerprint stays that
   * of the assignment, by which the ledger knows it again. This record stays as it is, as it may be
   * on its way to another destination too.
   *
   * @throws IllegalArgumentException when no assignment is there
   */
  public MappedRecord assigned(int index, Object value) {
    if (!(value(index) instanceof Assignment)) {
      throw new IllegalArgumentException("the field has a value already");
    }
    return new MappedRecord(this, index, value);
  }

  /** What it points to in place of values, which the ledger has to find. */
  public List<References.Found> references() {
    return shape().refers() ? References.in(this) : List.of();
  }

  /**
   * This record with a value in place of each {@link Reference}. Its fingerprint is that of the
   * values: it is another one when what it points to is another. This record stays as it is.
   *
   * @param ids the value, or {@link Row#ABSENT} to leave out the element of a list the reference
   *     stands in, or where there is no list the field alone
   */
  public MappedRecord resolved(Function<Reference, Object> ids) {
    return new MappedRecord(this, References.resolved(this, ids));
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
