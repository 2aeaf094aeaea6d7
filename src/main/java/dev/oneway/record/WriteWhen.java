package dev.oneway.record;

/** When a destination may write a field: the mapping's {@code on:}. */
public enum WriteWhen {
  /** On every create and update. */
  ALWAYS,
  /** Only when the record is created; afterwards the destination's users own it. */
  CREATE,
  /** Only while the destination's field is null or an empty text. */
  EMPTY
}
