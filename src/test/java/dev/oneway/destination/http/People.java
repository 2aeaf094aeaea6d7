package dev.oneway.destination.http;

import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Mapped people: key {@code ext}, then {@code name}, {@code owner} and {@code phone}. */
final class People {
  static final Shape PLAIN = shape(WriteWhen.ALWAYS, WriteWhen.ALWAYS);

  /** {@code owner} on creation only, {@code phone} while empty only. */
  static final Shape CAREFUL = shape(WriteWhen.CREATE, WriteWhen.EMPTY);

  static final Shape OWNED = shape(WriteWhen.CREATE, WriteWhen.ALWAYS);

  private People() {}

  private static Shape shape(WriteWhen owner, WriteWhen phone) {
    return new Shape(
        "mappings/person.yaml",
        "person",
        List.of(
            new Field("ext", true, WriteWhen.ALWAYS, 5, 3),
            new Field("name", false, WriteWhen.ALWAYS, 6, 3),
            new Field("owner", false, owner, 7, 3),
            new Field("phone", false, phone, 8, 3)),
        List.of());
  }

  static MappedRecord person(String ext, String name) {
    return person(PLAIN, ext, name, Row.ABSENT, Row.ABSENT);
  }

  static MappedRecord person(Shape shape, String ext, Object name, Object owner, Object phone) {
    return new MappedRecord(
        shape, new Object[] {ext, name, owner, phone}, List.of(), ext, null, Map.of("ext", ext));
  }

  static MappedRecord known(String id, String ext, String name) {
    MappedRecord record = person(ext, name);
    record.knownAs(id);
    return record;
  }

  static MappedRecord gone(String ext) {
    return gone(Operation.DEACTIVATE, ext);
  }

  static MappedRecord gone(Operation operation, String ext) {
    return MappedRecord.gone(
        PLAIN,
        operation,
        new Object[] {ext, Row.ABSENT, Row.ABSENT, Row.ABSENT},
        ext,
        null,
        Map.of("ext", ext));
  }

  /** {@code k1: N1} and so on. */
  static List<MappedRecord> people(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> person("k" + i, "N" + i)).toList();
  }
}
