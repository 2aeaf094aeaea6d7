package dev.oneway.mapping;

import dev.oneway.mapping.value.KnownNames;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Chunk;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.HeldDelete;
import dev.oneway.run.LastCall;
import dev.oneway.run.Returning;
import dev.oneway.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Maps the chunk in the body and books what came of it. All chunks of a run are mapped by the same
 * mapping, also when it is edited meanwhile. Rejections are durable before anything is counted, so
 * a step that is tried again counts nothing twice.
 */
public final class MappingProducer extends DefaultProducer {
  private final LiveMapping live;

  MappingProducer(Endpoint endpoint, LiveMapping live) {
    super(endpoint);
    this.live = live;
  }

  @Override
  public void process(Exchange exchange) {
    Run run = Run.of(exchange);
    Mapping mapping = run.pinned(live, live::current);
    Optional<List<?>> due = run.takeDue();
    if (due.isEmpty()) {
      map(exchange, run, mapping);
    } else if (due.get() instanceof Returning returning) {
      mapAgain(exchange, run, mapping, returning);
    } else {
      exchange.getMessage().setBody(due(mapping, due.get()));
    }
  }

  private static List<?> due(Mapping mapping, List<?> chunk) {
    return chunk instanceof LastCall call
        ? mapping.shape().removal().map(call::with).orElse(call)
        : chunk.stream().map(HeldDelete.class::cast).map(mapping::gone).toList();
  }

  private static void map(Exchange exchange, Run run, Mapping mapping) {
    MappedChunk chunk = mapped(mapping, Chunk.of(run, exchange));
    mapping.told().ifPresent(known -> tellUnknown(run, mapping, known, chunk));
    if (mapping.missesRecords() && run.kind().readsSource()) {
      chunk.tellKeys(run.seenKeys());
    }
    chunk.highest().ifPresent(run::seen);
    book(exchange, run, chunk, run::isAbout);
  }

  /**
   * Of a source that was read completely, only what it still holds; and of none of them does the
   * source say anything new.
   */
  private static void mapAgain(Exchange exchange, Run run, Mapping mapping, Returning returning) {
    MappedChunk chunk = mapped(mapping, returning);
    if (mapping.missesRecords() && run.kind().readsSource()) {
      List<String> keys = chunk.records().stream().map(MappedRecord::key).sorted().toList();
      Set<String> gone = Set.copyOf(run.seenKeys().unseen(keys));
      book(exchange, run, chunk, record -> run.isAbout(record) && !gone.contains(record.key()));
    } else {
      book(exchange, run, chunk, run::isAbout);
    }
  }

  private static MappedChunk mapped(Mapping mapping, List<?> records) {
    MappedChunk chunk = new MappedChunk(records.size());
    for (Object record : records) {
      chunk.add(mapping.apply(recordOf(record)));
    }
    return chunk;
  }

  private static void book(
      Exchange exchange, Run run, MappedChunk chunk, Predicate<MappedRecord> isWanted) {
    run.refuse(chunk.rejections());
    List<MappedRecord> wanted = chunk.records().stream().filter(isWanted).toList();
    run.count(Fate.FILTERED, chunk.filtered() + chunk.records().size() - wanted.size());
    exchange.getMessage().setBody(wanted);
  }

  private static void tellUnknown(Run run, Mapping mapping, KnownNames known, MappedChunk chunk) {
    UnknownNames names = run.pinned(known, () -> new UnknownNames(mapping.shape().mappingFile()));
    chunk.sources().forEach(record -> names.look(known, record));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> recordOf(Object record) {
    if (record instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new FatalException(
        "a mapping takes records (maps of names and values), not "
            + (record == null ? "null" : record.getClass().getSimpleName())
            + ". Put a step before it that reads them, such as `unmarshal: { json: {} }`.");
  }
}
