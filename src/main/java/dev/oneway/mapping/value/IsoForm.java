package dev.oneway.mapping.value;

import dev.oneway.record.IsoTime;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Dates and times as systems write them: ISO-8601 with {@code T} or a blank, seconds and fraction
 * optional, the offset as {@code Z}, {@code +01:00}, {@code +0100}, {@code +01} or none.
 */
public final class IsoForm implements DateForm {
  /** The word for it. */
  public static final String NAME = "iso";

  /** The only one. */
  public static final IsoForm ISO = new IsoForm();

  private IsoForm() {}

  @Override
  public boolean fits(Object value) {
    return value instanceof String text
        && PatternForm.fits(IsoTime.formatOf(text), IsoTime.withT(text));
  }

  @Override
  public Optional<TemporalAccessor> read(Object value) {
    return value instanceof String text ? Optional.of(IsoTime.read(text)) : Optional.empty();
  }

  @Override
  public String says() {
    return "`" + NAME + "`";
  }
}
