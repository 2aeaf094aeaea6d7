package dev.oneway.mapping;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.run.Rejection;
import java.util.Optional;

/** What a mapping made of one source record. */
public sealed interface Mapped {
  /** The record goes on to the destination. */
  record Delivered(MappedRecord record) implements Mapped {}

  /**
   * The mapping's {@code where} left the record out.
   *
   * @param version its changedAt, when it could be read
   * @param key its identity, when it has one and somebody wants to know
   */
  record Filtered(Optional<Version> version, Optional<String> key) implements Mapped {}

  /** The record can't be mapped. */
  record Rejected(Rejection rejection) implements Mapped {}
}
