package dev.oneway.destination;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Present;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Run;
import dev.oneway.run.Scrutiny;
import dev.oneway.run.Scrutiny.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * A chunk that is compared with the destination before, or instead of, being written. What is
 * written is written, and settled, as ever.
 */
record Examination(Destination destination, Run run, Scrutiny scrutiny) {

  void of(Exchange exchange, List<MappedRecord> chunk) throws RetriableException {
    ReadBack readable = run.pinned(destination, this::readable);
    List<Present> present = readable.read(chunk, run.traffic());
    if (run.kind().onlyLooks()) {
      present.forEach(one -> run.count(one.change(), 1));
    } else {
      run.settle(exchange, deliver(present));
    }
    scrutiny.compared(present);
  }

  private ReadBack readable() {
    return destination
        .readable()
        .orElseThrow(() -> new FatalException("this destination doesn't tell what it holds."));
  }

  private List<Outcome> deliver(List<Present> present) throws RetriableException {
    List<Outcome> outcomes = new ArrayList<>(present.size());
    List<MappedRecord> wanted = new ArrayList<>();
    for (Present one : present) {
      Verdict verdict = scrutiny.judge(one);
      switch (verdict) {
        case WRITE -> wanted.add(one.record());
        case KEEP -> outcomes.add(Outcome.Written.of(one.record(), Fate.UNCHANGED));
        case SKIP -> outcomes.add(new Outcome.Skipped(one.record()));
      }
    }
    wanted.forEach(DestinationProducer::requireWhole);
    if (!wanted.isEmpty()) {
      outcomes.addAll(destination.write(wanted, run.traffic()));
    }
    return outcomes;
  }
}
