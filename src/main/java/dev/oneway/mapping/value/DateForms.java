package dev.oneway.mapping.value;

import java.time.DateTimeException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code parse}: the forms of dates or points in time that are read, the first that matches. */
public final class DateForms {
  /** What is read without {@code parse}. */
  public static final DateForms ISO = new DateForms(List.of(IsoForm.ISO));

  private final DateForm[] forms;

  /**
   * @param forms at least one
   */
  public DateForms(List<DateForm> forms) {
    this.forms = forms.toArray(DateForm[]::new);
  }

  /** The date or time a text or number says; empty when it has none of the forms. */
  Optional<TemporalAccessor> read(Object value) {
    for (int i = 0; i < forms.length; i++) {
      boolean last = i == forms.length - 1;
      if (last || forms[i].fits(value)) {
        Optional<TemporalAccessor> time = read(forms[i], value);
        if (last || time.isPresent()) {
          return time;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<TemporalAccessor> read(DateForm form, Object value) {
    try {
      return form.read(value);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What a value must be that isn't written in one of these forms. */
  String mustBe(String kind, String example) {
    return this == ISO ? kind + " such as " + example : kind + written();
  }

  /** {@code , written `dd.MM.yyyy` or `iso`}; nothing for what is read without {@code parse}. */
  String written() {
    return this == ISO
        ? ""
        : List.of(forms).stream()
            .map(DateForm::says)
            .collect(Collectors.joining(" or ", " written as ", ""));
  }
}
