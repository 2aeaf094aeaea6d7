package dev.oneway.destination;

import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Chunk;
import dev.oneway.run.FatalException;
import dev.oneway.run.Run;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** The Camel side of every destination: takes the chunk from the body, settles what came of it. */
public final class DestinationProducer extends DefaultProducer {
  private final Destination destination;

  /** The destination it writes to. */
  public Destination destination() {
    return destination;
  }

  public DestinationProducer(Endpoint endpoint, Destination destination) {
    super(endpoint);
    this.destination = destination;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Run run = Run.of(exchange);
    try {
      List<MappedRecord> chunk = Chunk.mapped(exchange, "a destination");
      if (run.scrutiny().isPresent()) {
        new Examination(destination, run, run.scrutiny().get()).of(exchange, chunk);
      } else {
        chunk.forEach(DestinationProducer::requireWhole);
        run.settle(exchange, destination.write(chunk, run.traffic()));
      }
    } catch (FatalException e) {
      // Known for good, also when the route handles it; the run is to name this and no aftermath.
      run.fail(e);
      throw e;
    }
  }

  /** Who has which value is kept in a ledger, and which id a destination gave. */
  static void requireWhole(MappedRecord record) {
    int at = record.firstAssignment();
    if (at >= 0) {
      Field field = record.shape().fields().get(at);
      throw lacksLedger(
          record.shape().placeOf(field), "the value of " + field.name() + " is given out in turn");
    }
    record
        .references()
        .forEach(
            found -> {
              throw lacksLedger(
                  record.shape().mappingFile(), found.field() + " points to another record");
            });
  }

  private static FatalException lacksLedger(String place, String what) {
    return new FatalException(
        place
            + ": "
            + what
            + ", which takes a ledger. Put `- to: dedup:ledger` before the destination.");
  }
}
