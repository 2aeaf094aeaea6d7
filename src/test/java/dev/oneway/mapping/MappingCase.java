package dev.oneway.mapping;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import dev.oneway.run.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mapping file, a record, and what must become of it, as a file of the corpus has it; how such a
 * file is written says {@link MappingCaseFiles}.
 *
 * @param place the corpus's file and the case's name
 * @param mapping the whole text of the mapping file
 * @param beside other files in its folder, by name
 * @param onlyField whether only the field {@code f} of a delivered record is compared
 * @param given the record as JSON; empty when the mapping file isn't to be used
 * @param shows what else is compared of a delivered record
 * @param expected what becomes of it, in the words of {@link #outcome}
 * @param wrong whether a fault or a rejection is expected
 * @param schema whether the published schema must take the mapping file
 */
record MappingCase(
    String place,
    String mapping,
    Map<String, String> beside,
    boolean onlyField,
    Optional<String> given,
    List<String> shows,
    String expected,
    boolean wrong,
    boolean schema) {
  static final String NOTHING = "(nothing)";
  static final String FIELD = "f";
  private static final String NAME = "m";
  private static final String FILE = NAME + ".yaml";
  private static final String KEY = "id";

  /** What the program makes of it, as text. */
  String outcome(Path folder) throws IOException {
    for (Map.Entry<String, String> file : beside.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Files.writeString(folder.resolve(FILE), mapping);
    try {
      Mapping compiled = MappingFile.load(folder, NAME, MappingCase::setting);
      return given.map(json -> words(compiled.apply(record(json)))).orElse("no fault");
    } catch (FaultsException e) {
      return e.faults().stream()
          .map(fault -> words(fault, folder))
          .collect(Collectors.joining("\n"));
    } catch (NotConfiguredException e) {
      return "needs " + String.join(", ", e.settings());
    }
  }

  /** Settings that end in MISSING have no value, all others are {@code salt}. */
  private static Optional<String> setting(String name) {
    return name.endsWith("MISSING") ? Optional.empty() : Optional.of("salt");
  }

  private static Map<String, Object> record(String json) {
    Map<String, Object> record = new LinkedHashMap<>(RecordJson.readRecord(json));
    record.putIfAbsent(KEY, 1L);
    return record;
  }

  private static String words(Fault fault, Path folder) {
    String text = fault.toString().replace(folder + "/", "");
    return text.startsWith(FILE) ? text.substring(FILE.length() + 1).strip() : text;
  }

  private String words(Mapped mapped) {
    if (mapped instanceof Mapped.Delivered delivered) {
      return words(delivered.record());
    }
    if (mapped instanceof Mapped.Rejected rejected) {
      return words(rejected.rejection());
    }
    return "filtered";
  }

  private String words(Rejection rejection) {
    String field = shows.contains("field") ? " in " + rejection.field().orElse("the record") : "";
    return "rejected as " + rejection.category() + field + ": " + rejection.reason();
  }

  private String words(MappedRecord record) {
    StringBuilder words = new StringBuilder();
    if (record.operation() == Operation.DEACTIVATE) {
      words.append("deactivated ");
    } else if (record.operation().isGone()) {
      words.append(record.operation().name().toLowerCase(Locale.ROOT)).append(' ');
    }
    words.append(onlyField ? field(record) : RecordJson.write(whole(record)));
    if (shows.contains("identity")) {
      words.append("\nidentity ").append(record.key());
    }
    if (shows.contains("version")) {
      words.append("\nversion ").append(record.version().map(Object::toString).orElse("none"));
    }
    if (shows.contains("on")) {
      int index = record.shape().indexOf(FIELD);
      words.append("\non ").append(record.shape().fields().get(index).when());
    }
    return words.toString();
  }

  private static String field(MappedRecord record) {
    return record.containsKey(FIELD) ? RecordJson.write(record.get(FIELD)) : NOTHING;
  }

  /** The record with the rows of its children under their names. */
  private static Map<String, Object> whole(MappedRecord record) {
    Map<String, Object> whole = new LinkedHashMap<>(record);
    for (int i = 0; i < record.shape().children().size(); i++) {
      List<Row> rows = record.children(i);
      if (rows != null) {
        whole.put(record.shape().children().get(i).shape().object(), rows);
      }
    }
    return whole;
  }

  @Override
  public String toString() {
    return place;
  }
}
