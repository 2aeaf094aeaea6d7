package dev.oneway.mapping.value;

import dev.oneway.record.Promise;

/** One step of the work on a field's value. Pure; threads may share it. */
public interface Stage {
  /**
   * The value after this step; null when nothing is left of it.
   *
   * @param value neither null nor absent
   * @throws BadValue when this step can't work with the value
   */
  Object apply(Object value);

  /**
   * What holds of each value it gives that isn't null.
   *
   * @param given what holds of each value it is given
   */
  Promise promised(Promise given);

  /** What it does in a few words, for the table of the mapping: {@code as integer}. */
  String says();
}
