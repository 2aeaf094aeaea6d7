package dev.oneway.record;

/**
 * One field a mapping writes.
 *
 * @param name its name in the destination
 * @param key whether it is part of the record's identity there
 * @param when when it may be written; key fields are always {@link WriteWhen#ALWAYS}
 * @param line where the mapping file declares it, 1-based
 * @param column where the mapping file declares it, 1-based
 * @param promise what each of its values is
 * @param refers whether its values may hold a {@link Reference}
 */
public record Field(
    String name,
    boolean key,
    WriteWhen when,
    int line,
    int column,
    Promise promise,
    boolean refers) {

  /** A field whose values hold no reference. */
  public Field(String name, boolean key, WriteWhen when, int line, int column, Promise promise) {
    this(name, key, when, line, column, promise, false);
  }

  /** A field of whose values nothing is promised. */
  public Field(String name, boolean key, WriteWhen when, int line, int column) {
    this(name, key, when, line, column, Promise.NOTHING);
  }
}
