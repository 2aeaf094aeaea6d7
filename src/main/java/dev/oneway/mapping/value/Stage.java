package dev.oneway.mapping.value;

/** One step of the work on a field's value. Pure; threads may share it. */
public interface Stage {
  /**
   * The value after this step; null when nothing is left of it.
   *
   * @param value neither null nor absent
   * @throws BadValue when this step can't work with the value
   */
  Object apply(Object value);

  /** What it does in a few words, for the table of the mapping: {@code as integer}. */
  String says();
}
