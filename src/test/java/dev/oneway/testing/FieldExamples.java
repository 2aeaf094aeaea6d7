package dev.oneway.testing;

import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.MappingFile;
import dev.oneway.mapping.language.Example;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs the examples that stand beside words and in documents. */
public final class FieldExamples {
  private static final String HEAD =
      "source: { system: S, object: s }\ndestination: { system: D, object: d }\nkey: { id: id }\n";

  private FieldExamples() {}

  /** What an example's field makes of its record, in the words of {@link Example#gives()}. */
  public static String givenBy(Example example) {
    Map<String, Object> record = new LinkedHashMap<>(RecordJson.readRecord(example.given()));
    record.put("id", 1L);
    return words(mapped("fields:\n  f: " + example.field() + "\n", record));
  }

  private static Mapped mapped(String rest, Map<String, Object> record) {
    try {
      Path folder = Files.createTempDirectory("mappings");
      Path file = Files.writeString(folder.resolve("m.yaml"), HEAD + rest);
      try {
        return MappingFile.load(folder, "m", name -> Optional.of("salt")).apply(record);
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String words(Mapped mapped) {
    if (mapped instanceof Mapped.Delivered delivered) {
      return delivered.record().containsKey("f")
          ? RecordJson.write(delivered.record().get("f"))
          : "(nothing)";
    }
    Mapped.Rejected rejected = (Mapped.Rejected) mapped;
    return "rejected as " + rejected.rejection().category() + ": " + rejected.rejection().reason();
  }
}
