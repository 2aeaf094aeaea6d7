package dev.oneway.record;

/** What a destination shall do with a record. */
public enum Operation {
  /** Create its row, or update the one that is there. */
  UPSERT,
  /**
   * Update the row that is there, and never create one: the source says that the record is gone.
   */
  DEACTIVATE
}
