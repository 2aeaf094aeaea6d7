package dev.oneway.mapping.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;

/**
 * {@code type: instant}: a point in time. A local date-time is one only in the zone {@code
 * sourceZone} names: a time the clocks skip there is refused, of one they show twice the earlier is
 * taken.
 */
public final class InstantType implements Stage {
  private final Optional<ZoneId> sourceZone;

  /**
   * @param sourceZone where local date-times were written down; without it they are refused
   */
  public InstantType(Optional<ZoneId> sourceZone) {
    this.sourceZone = sourceZone;
  }

  @Override
  public Object apply(Object value) {
    if (value instanceof String text) {
      return text.isBlank() ? null : ofText(text);
    }
    if (value instanceof Instant) {
      return value;
    }
    if (value instanceof OffsetDateTime dateTime) {
      return dateTime.toInstant();
    }
    if (value instanceof ZonedDateTime dateTime) {
      return dateTime.toInstant();
    }
    if (value instanceof LocalDateTime local) {
      return ofLocal(local, value);
    }
    throw refused(value);
  }

  private Instant ofText(String text) {
    TemporalAccessor parsed;
    try {
      parsed = DateTimes.parse(text);
    } catch (DateTimeException e) {
      throw refused(text);
    }
    LocalDateTime local = LocalDateTime.from(parsed);
    return DateTimes.offsetOf(parsed).map(local::toInstant).orElseGet(() -> ofLocal(local, text));
  }

  private Instant ofLocal(LocalDateTime local, Object value) {
    ZoneId zone =
        sourceZone.orElseThrow(
            () ->
                BadValue.type(
                    value,
                    "a time with its offset such as 2026-01-31T10:15:30Z, or the mapping must name"
                        + " the `sourceZone` it was written in"));
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw BadValue.type(
          value, "a time the clocks of " + zone + " show: they skip it when summer time begins");
    }
    return local.toInstant(offsets.get(0));
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "a point in time such as 2026-01-31T10:15:30Z");
  }

  @Override
  public String says() {
    return "as point in time" + sourceZone.map(zone -> ", written in " + zone).orElse("");
  }
}
