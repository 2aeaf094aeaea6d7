package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The value of one field, compiled: from the source record through each stage. Threads share it.
 */
public final class FieldValue {
  private final Origin origin;
  private final Stage[] stages;
  private final Blank blank;
  private final Check[] checks;

  /**
   * @param stages the work on the value, in order
   * @param blank what becomes of it when no value is left
   * @param checks the rules for the value it ends with
   */
  public FieldValue(Origin origin, List<Stage> stages, Blank blank, List<Check> checks) {
    this.origin = origin;
    this.stages = stages.toArray(Stage[]::new);
    this.blank = blank;
    this.checks = checks.toArray(Check[]::new);
  }

  /**
   * The value, null, or {@link Row#ABSENT}.
   *
   * @throws BadValue when the record can't be delivered because of it
   */
  public Object of(Map<String, Object> record) {
    Object value = blank.settle(worked(origin.read(record)));
    if (value != null && value != Row.ABSENT) {
      for (Check check : checks) {
        check.test(value, record);
      }
    }
    return value;
  }

  private Object worked(Object start) {
    Object value = start;
    for (Stage stage : stages) {
      if (value == null || value == Row.ABSENT) {
        return value;
      }
      value = stage.apply(value);
    }
    return value;
  }

  /** Whether records that say nothing would all have the same value. */
  public boolean standsWithoutRecord() {
    return origin instanceof Constant || blank.hasSubstitute();
  }

  /** Whether there are records of which the field may say nothing. */
  public boolean mayBeAbsent() {
    boolean constant = origin instanceof Constant && !blank.keepNull();
    return !constant && blank.leavesAbsent();
  }

  /** What holds of each value, after all the work. */
  public Promise promised() {
    Promise promise = origin.promised();
    boolean constant = promise.neverNull() && stages.length <= 1;
    for (Stage stage : stages) {
      promise = stage.promised(promise);
    }
    return blank.promised(promise.neverNull(constant));
  }

  /** What it points to, or a part of it does. */
  public List<ReferenceTo> references() {
    return Stream.concat(referencesIn(Stream.of(stages)), members().flatMap(FieldValue::within))
        .toList();
  }

  private static Stream<ReferenceTo> within(Members.Member member) {
    return member.value().references().stream();
  }

  private static Stream<ReferenceTo> referencesIn(Stream<Stage> stages) {
    return stages.flatMap(
        stage ->
            stage instanceof Elements elements
                ? referencesIn(elements.stages().stream())
                : stage instanceof ReferenceTo reference ? Stream.of(reference) : Stream.of());
  }

  private Stream<Members.Member> members() {
    if (origin instanceof NestedList list) {
      return list.members().all().stream();
    }
    return origin instanceof NestedObject object ? object.members().all().stream() : Stream.of();
  }

  /** The same work, each step of which is told to the trace. */
  public FieldValue traced(Trace trace) {
    List<Stage> told = Stream.of(stages).map(trace::of).toList();
    return new FieldValue(trace.of(origin), told, blank, List.of(checks));
  }

  public Origin origin() {
    return origin;
  }

  public List<Stage> stages() {
    return List.of(stages);
  }

  public Blank blank() {
    return blank;
  }

  public List<Check> checks() {
    return List.of(checks);
  }
}
