package dev.oneway.record;

/** What a destination shall do with a record. */
public enum Operation {
  /** Create its row, or update the one that is there. */
  UPSERT,
  /**
   * Update the row that is there, and never create one: the source says that the record is gone.
   */
  DEACTIVATE,
  /** Put it where gone ones are kept, if it is there: the record is gone at the source. */
  ARCHIVE,
  /** Delete it, if it is there: the record is gone at the source. */
  DELETE;

  /** Whether the record is gone at the source. */
  public boolean isGone() {
    return this != UPSERT;
  }
}
