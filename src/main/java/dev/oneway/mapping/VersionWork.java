package dev.oneway.mapping;

import dev.oneway.mapping.model.ChangedAt;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Stage;
import dev.oneway.record.IsoTime;
import dev.oneway.record.Row;
import dev.oneway.record.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** {@code changedAt}, compiled: from the source record to its version. Threads may share it. */
final class VersionWork {
  private final Origin origin;
  private final Stage type;

  VersionWork(ChangedAt model) {
    this.origin = model.origin();
    this.type = model.type();
  }

  /**
   * The record's version, always of the same kind.
   *
   * @throws RecordFault when the record doesn't say
   */
  Version version(Map<String, Object> record) {
    try {
      Object value = origin.read(record);
      Object typed = value == null || value == Row.ABSENT ? null : type.apply(value);
      return version(typed, value);
    } catch (BadValue bad) {
      throw RecordFault.of(bad, Optional.empty(), origin.words());
    }
  }

  private static Version version(Object typed, Object value) {
    if (typed instanceof Instant instant) {
      return value instanceof String text && IsoTime.isSpaced(text)
          ? Version.ofSpaced(instant)
          : Version.of(instant);
    }
    if (typed instanceof Long number) {
      return Version.of(number);
    }
    if (typed == null) {
      throw BadValue.missing("is missing, but says when the record changed (`changedAt`)");
    }
    throw BadValue.type(value, "a whole number of at most 64 bits");
  }
}
