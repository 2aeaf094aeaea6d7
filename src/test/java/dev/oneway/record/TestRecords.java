package dev.oneway.record;

import java.util.List;
import java.util.Map;

/** Mapped records as a mapping would make them, for tests of the steps behind it. */
public final class TestRecords {
  public static final Shape SHAPE =
      new Shape(
          "mappings/contact.yaml",
          "contact",
          List.of(field("Id", true), field("Name", false)),
          List.of());

  private TestRecords() {}

  /** A record with a number as its version. */
  public static MappedRecord record(String key, long version, String name) {
    return record(key, Version.of(version), name);
  }

  /**
   * @param version null for a record without one
   */
  public static MappedRecord record(String key, Version version, String name) {
    return new MappedRecord(
        SHAPE, new Object[] {key, name}, List.of(), key, version, Map.of("id", key, "name", name));
  }

  public static Field field(String name, boolean key) {
    return new Field(name, key, WriteWhen.ALWAYS, 1, 1);
  }
}
