package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** Records as they were read, already counted in the run's books. */
public final class Chunk extends ArrayList<Object> {
  private static final long serialVersionUID = 1L;
  private static final String COUNTED = "onewayCounted";

  Chunk(int size) {
    super(size);
  }

  /**
   * The body of an exchange as a list of records: a chunk, a list or a single record. What doesn't
   * come from a {@link ChunkExpression} is counted as read here, once however often it is tried.
   */
  public static List<?> of(Run run, Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    List<?> records =
        body instanceof List<?> list ? list : body == null ? List.of() : List.of(body);
    if (!ChunkExpression.counted(exchange) && exchange.getProperty(COUNTED) == null) {
      exchange.setProperty(COUNTED, true);
      run.read(records.size());
    }
    return records;
  }

  /**
   * The body of an exchange as the mapped records a step after the mapping takes.
   *
   * @param step names the step in the message
   * @throws FatalException when something else is in the body
   */
  public static List<MappedRecord> mapped(Exchange exchange, String step) {
    Object body = exchange.getMessage().getBody();
    List<?> records =
        body instanceof List<?> list ? list : body == null ? List.of() : List.of(body);
    for (Object record : records) {
      if (!(record instanceof MappedRecord)) {
        throw new FatalException(
            step
                + " takes mapped records, not "
                + (record == null ? "null" : record.getClass().getSimpleName())
                + ". Put a `mapping:` step before it.");
      }
    }
    return records.stream().map(MappedRecord.class::cast).toList();
  }
}
