package dev.oneway.mapping.value;

import java.util.Map;

/** Where a field takes its value from. Pure; threads may share it. */
public interface Origin {
  /**
   * The value in a record: a value, null, or {@link dev.oneway.record.Row#ABSENT} when the record
   * doesn't speak of it.
   *
   * @throws BadValue when the record makes it impossible to say
   */
  Object read(Map<String, Object> record);

  /** How a message calls it, e.g. {@code `customer.email`}. */
  String words();
}
