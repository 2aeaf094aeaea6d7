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

  public static final Shape WITH_OWNER =
      new Shape(
          "mappings/lead.yaml",
          "lead",
          List.of(
              field("Id", true),
              field("Name", false),
              new Field("OwnerId", false, WriteWhen.CREATE, 12, 3)),
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

  /** A record whose owner is one of these in turn. */
  public static MappedRecord owned(String key, long version, String name, Object... among) {
    Object[] values = {key, name, new Assignment(List.of(among))};
    return new MappedRecord(
        WITH_OWNER, values, List.of(), key, Version.of(version), Map.of("id", key, "name", name));
  }

  public static Field field(String name, boolean key) {
    return new Field(name, key, WriteWhen.ALWAYS, 1, 1);
  }
}
