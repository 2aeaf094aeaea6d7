package dev.oneway.app;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a source.
 *
 * @param from the first version that is delivered, where reading begins; empty for the beginning
 * @param to the last version that is delivered; empty for no bound
 * @param keys those that are delivered; empty for all
 */
public record Range(Optional<Version> from, Optional<Version> to, Set<String> keys) {
  public Range {
    keys = Set.copyOf(keys);
  }

  public Range(Optional<Version> from, Optional<Version> to, List<String> keys) {
    this(from, to, Set.copyOf(keys));
  }

  /** A version as a person writes it: a day in UTC, a time with its offset, or a number. */
  public static Optional<Version> version(String text) {
    try {
      return Optional.of(
          Version.of(LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant()));
    } catch (DateTimeException e) {
      return text.strip().matches("-?[0-9]{1,18}")
          ? Optional.of(Version.of(Long.parseLong(text.strip())))
          : Version.read(text.strip());
    }
  }

  /** Whether it ends before it begins. */
  public boolean isEmpty() {
    return from.isPresent() && to.filter(end -> isBefore(end, from.get())).isPresent();
  }

  /**
   * Also where the source can't be asked for a part of it. A record without a version is neither
   * too early nor too late.
   */
  boolean holds(MappedRecord record) {
    boolean early =
        record.version().filter(it -> from.isPresent() && isBefore(it, from.get())).isPresent();
    boolean late =
        record.version().filter(it -> to.isPresent() && isBefore(to.get(), it)).isPresent();
    return !early && !late && (keys.isEmpty() || keys.contains(record.key()));
  }

  private static boolean isBefore(Version one, Version other) {
    return one.kind() == other.kind() && one.compareTo(other) < 0;
  }
}
