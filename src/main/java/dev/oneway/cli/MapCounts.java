package dev.oneway.cli;

import dev.oneway.mapping.Mapped;

/** How many records met which fate. Belongs to one thread. */
final class MapCounts {
  private long delivered;
  private long filtered;
  private long rejected;

  void add(Mapped mapped) {
    if (mapped instanceof Mapped.Delivered) {
      delivered++;
    } else if (mapped instanceof Mapped.Filtered) {
      filtered++;
    } else {
      rejected++;
    }
  }

  long read() {
    return delivered + filtered + rejected;
  }

  long rejected() {
    return rejected;
  }

  @Override
  public String toString() {
    return "%s: %,d mapped, %,d filtered, %,d rejected"
        .formatted(Words.count(read(), "record"), delivered, filtered, rejected);
  }
}
