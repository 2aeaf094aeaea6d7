package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oneway.fault.FaultsException;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import dev.oneway.run.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Mappings written by a test, and what they make of records written by a test. */
final class Mappings {
  private static final String HEAD =
      """
      source: { system: Shop, object: order }
      destination: { system: BI, object: orders }
      key: { id: id }
      """;

  private Mappings() {}

  /** A mapping from the whole text of its file. */
  static Mapping of(String yaml) {
    try {
      Path folder = Files.createTempDirectory("mappings");
      Path file = Files.writeString(folder.resolve("m.yaml"), yaml);
      try {
        return MappingFile.load(folder, "m", MappingFile.NO_SETTINGS);
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A mapping with the key {@code id} and what is said of the rest of the file. */
  static Mapping with(String rest) {
    return of(HEAD + rest);
  }

  /** A mapping in a folder where other files may be; its first line of its own is the fourth. */
  static Mapping in(Path folder, String rest) {
    try {
      Files.writeString(folder.resolve("m.yaml"), HEAD + rest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MappingFile.load(folder, "m", MappingFile.NO_SETTINGS);
  }

  /** The faults of such a mapping: the file's name, line and column, what is wrong, the remedy. */
  static List<String> faultsIn(Path folder, String rest) {
    FaultsException faults = catchThrowableOfType(FaultsException.class, () -> in(folder, rest));
    return faults == null
        ? List.of()
        : faults.faults().stream()
            .map(fault -> fault.toString().replace(folder.toString() + "/", ""))
            .toList();
  }

  /** A mapping with the one field {@code f}. */
  static Mapping ofField(String description) {
    return with("fields:\n  f: " + description + "\n");
  }

  static Map<String, Object> json(String json) {
    return RecordJson.readRecord(json);
  }

  /** A delivered record. */
  static MappedRecord delivered(Mapping mapping, Map<String, Object> source) {
    if (mapping.apply(source) instanceof Mapped.Delivered delivered) {
      return delivered.record();
    }
    throw new AssertionError("not delivered: " + mapping.apply(source));
  }

  static MappedRecord delivered(Mapping mapping, String json) {
    return delivered(mapping, json(json));
  }

  static Rejection rejected(Mapping mapping, Map<String, Object> source) {
    if (mapping.apply(source) instanceof Mapped.Rejected rejected) {
      return rejected.rejection();
    }
    throw new AssertionError("not rejected: " + mapping.apply(source));
  }

  static Rejection rejected(Mapping mapping, String json) {
    return rejected(mapping, json(json));
  }
}
