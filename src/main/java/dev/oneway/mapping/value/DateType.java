package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** {@code type: date}: LocalDate; of a date and time the date part as it is written. */
public final class DateType implements Stage {
  private final DateForms forms;

  /**
   * @param forms how texts and numbers are read
   */
  public DateType(DateForms forms) {
    this.forms = forms;
  }

  @Override
  public Object apply(Object value) {
    if (value instanceof LocalDate) {
      return value;
    }
    if (value instanceof String text && text.isBlank()) {
      return null;
    }
    LocalDate date =
        value instanceof TemporalAccessor time
            ? dateOf(time)
            : forms.read(value).map(DateType::dateOf).orElse(null);
    if (date == null) {
      throw BadValue.type(value, forms.mustBe("a date", "2026-01-31"));
    }
    return date;
  }

  /** Null when it says none, or is so far away that no date can. */
  private static LocalDate dateOf(TemporalAccessor time) {
    try {
      return time instanceof Instant instant
          ? instant.atOffset(ZoneOffset.UTC).toLocalDate()
          : time.query(TemporalQueries.localDate());
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public String says() {
    return "as date" + forms.written();
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.DATE);
  }
}
