package dev.oneway.mapping.value;

import java.time.DateTimeException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** One way to write dates or points in time. Immutable; threads share it. */
public sealed interface DateForm permits IsoForm, PatternForm, EpochForm {
  /** Whether a value may be written so; a quick look that throws nothing. */
  boolean fits(Object value);

  /**
   * The date or time a value says; empty when it is a text or number of another form.
   *
   * @throws DateTimeException when it is written so and there is no such date or time
   */
  Optional<TemporalAccessor> read(Object value);

  /** How a message calls it: {@code `dd.MM.yyyy`}. */
  String says();
}
