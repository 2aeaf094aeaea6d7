package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
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

  /** What holds of each value it gives that isn't null. */
  default Promise promised() {
    return Promise.NOTHING;
  }

  /** How a message calls it, e.g. {@code `customer.email`}. */
  String words();
}
