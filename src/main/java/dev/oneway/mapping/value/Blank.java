package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Row;

/**
 * What a field does without a value.
 *
 * @param substitute takes the place of absent and null; {@link Row#ABSENT} when the file names no
 *     default
 * @param required whether absent, null and blank text refuse the record
 * @param keepNull whether null leaves the destination's field alone instead of clearing it
 */
public record Blank(Object substitute, boolean required, boolean keepNull) {
  /** Absent stays absent, and null clears the field. */
  public static final Blank PASS = new Blank(Row.ABSENT, false, false);

  /**
   * What the field holds in the end.
   *
   * @param value a value, null or {@link Row#ABSENT}
   * @throws BadValue when the field is required and there is none
   */
  public Object settle(Object value) {
    Object result = (value == null || value == Row.ABSENT) ? substituted(value) : value;
    if (required && isBlank(result)) {
      throw missing(result, "required");
    }
    return result == null && keepNull ? Row.ABSENT : result;
  }

  private Object substituted(Object value) {
    return substitute == Row.ABSENT ? value : substitute;
  }

  boolean hasSubstitute() {
    return substitute != null && substitute != Row.ABSENT;
  }

  /** Whether a value may be absent in the end when it may be at first. */
  boolean leavesAbsent() {
    boolean keptAway = keepNull && substitute == null;
    return !required && (substitute == Row.ABSENT || keptAway);
  }

  /** What holds of each value in the end. */
  Promise promised(Promise before) {
    Promise promise = hasSubstitute() ? before.or(Promise.of(substitute)) : before;
    return promise.neverNull(before.neverNull() || required || keepNull || hasSubstitute());
  }

  /** Absent, null, or a text of nothing but blanks. */
  public static boolean isBlank(Object value) {
    return value == null || value == Row.ABSENT || (value instanceof String text && text.isBlank());
  }

  /**
   * The fault of a value that is blank.
   *
   * @param why what forbids it, e.g. {@code required}
   */
  public static BadValue missing(Object value, String why) {
    String is = value == null ? "is null" : value == Row.ABSENT ? "is absent" : "is empty";
    return BadValue.missing(is + ", but the field is " + why);
  }
}
