package dev.oneway.cli;

import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.Mapping;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import dev.oneway.run.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what would be delivered as JSON, children under their object's name. */
final class JsonPrinter implements RecordPrinter {
  private final Mapping mapping;
  private final PipedOutput out;
  private final boolean pretty;

  JsonPrinter(Mapping mapping, PipedOutput out, boolean pretty) {
    this.mapping = mapping;
    this.out = out;
    this.pretty = pretty;
  }

  @Override
  public Mapped print(long number, Map<String, Object> source) {
    Mapped mapped = mapping.apply(source);
    if (mapped instanceof Mapped.Delivered delivered) {
      Map<String, Object> whole = withChildren(delivered.record());
      out.print((pretty ? RecordJson.writePretty(whole) : RecordJson.write(whole)) + "\n");
    } else if (mapped instanceof Mapped.Rejected rejected) {
      out.flush();
      System.err.println(words(number, rejected.rejection()));
    }
    return mapped;
  }

  private static Map<String, Object> withChildren(MappedRecord record) {
    Map<String, Object> whole = new LinkedHashMap<>(record);
    for (int i = 0; i < record.shape().children().size(); i++) {
      List<Row> rows = record.children(i);
      if (rows != null) {
        whole.put(record.shape().children().get(i).shape().object(), rows);
      }
    }
    return whole;
  }

  private static String words(long number, Rejection rejection) {
    return "record %d%s rejected: %s%s: %s"
        .formatted(
            number,
            rejection.key().map(key -> ", key " + key + ",").orElse(""),
            rejection.category(),
            rejection.field().map(field -> ", " + field).orElse(""),
            rejection.reason());
  }
}
