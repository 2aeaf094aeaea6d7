package dev.oneway.mapping.value;

import java.util.Map;

/** What must be true of a value and the record it comes from. Pure; threads may share it. */
public interface Condition {
  /**
   * Whether it is true.
   *
   * @param value neither null nor absent
   * @throws BadValue when it is neither true nor false, or can't be said
   */
  boolean isTrue(Map<String, Object> record, Object value);

  /** How a message calls it. */
  String words();
}
