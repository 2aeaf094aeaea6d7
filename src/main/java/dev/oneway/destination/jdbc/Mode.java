package dev.oneway.destination.jdbc;

/** How much an attempt presumes of the rows it writes. */
enum Mode {
  /** None of them is there yet: fastest, and refused as soon as one is. */
  INSERT,
  /** Some are there, and each could also be inserted. */
  UPSERT,
  /**
   * Some are there, and what an insert would need (NOT NULL columns, CHECKs over columns that
   * aren't mapped) must refuse no update.
   */
  CAREFUL
}
