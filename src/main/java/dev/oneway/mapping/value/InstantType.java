package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Optional;

/**
 * {@code type: instant}: a point in time. A local date-time is one only in the zone it names or
 * else {@code sourceZone} does: a time the clocks skip there is refused, of one they show twice the
 * earlier is taken.
 */
public final class InstantType implements Stage {
  private final DateForms forms;
  private final Optional<ZoneId> sourceZone;

  /**
   * @param forms how texts and numbers are read
   * @param sourceZone where local date-times were written down; without it they are refused
   */
  public InstantType(DateForms forms, Optional<ZoneId> sourceZone) {
    this.forms = forms;
    this.sourceZone = sourceZone;
  }

  @Override
  public Object apply(Object value) {
    if (value instanceof String text && text.isBlank()) {
      return null;
    }
    TemporalAccessor time =
        value instanceof TemporalAccessor known ? known : forms.read(value).orElse(null);
    if (time instanceof OffsetDateTime dateTime) {
      return dateTime.toInstant();
    }
    return time instanceof Instant ? time : instant(time, value);
  }

  private Instant instant(TemporalAccessor time, Object value) {
    LocalDate date = time == null ? null : time.query(TemporalQueries.localDate());
    LocalTime timeOfDay = time == null ? null : time.query(TemporalQueries.localTime());
    if (date == null || timeOfDay == null) {
      throw BadValue.type(value, forms.mustBe("a point in time", "2026-01-31T10:15:30Z"));
    }
    LocalDateTime local = date.atTime(timeOfDay);
    if (time.isSupported(ChronoField.OFFSET_SECONDS)) {
      return local.toInstant(ZoneOffset.ofTotalSeconds(time.get(ChronoField.OFFSET_SECONDS)));
    }
    return inZone(local, time.query(TemporalQueries.zone()), value);
  }

  private Instant inZone(LocalDateTime local, ZoneId named, Object value) {
    ZoneId zone =
        Optional.ofNullable(named)
            .or(() -> sourceZone)
            .orElseThrow(
                () ->
                    BadValue.type(
                        value,
                        "a time with its offset such as 2026-01-31T10:15:30Z, or the mapping must"
                            + " name the `sourceZone` it was written in"));
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw BadValue.type(
          value, "a time the clocks of " + zone + " show: they skip it when summer time begins");
    }
    return local.toInstant(offsets.get(0));
  }

  @Override
  public String says() {
    return "as point in time"
        + forms.written()
        + sourceZone.map(zone -> ", written in " + InstantOutput.name(zone)).orElse("");
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.INSTANT);
  }
}
