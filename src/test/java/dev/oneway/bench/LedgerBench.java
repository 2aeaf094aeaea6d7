package dev.oneway.bench;

import dev.oneway.dedup.Claim;
import dev.oneway.dedup.Ledger;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Shape;
import dev.oneway.record.Version;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.Books;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * What the ledger costs: records a second through claim and settle, for a first run, for one in
 * which nothing has changed and for one in which everything has.
 *
 * <p>Arguments: {@code sqlite} or {@code postgresql}, records, records per chunk, {@code ordered}
 * or {@code scattered} keys.
 */
public final class LedgerBench {
  private static final Shape SHAPE =
      new Shape(
          "mappings/bench.yaml",
          "contact",
          List.of(
              field("Id", true),
              field("Email", false),
              field("Name", false),
              field("Score", false)),
          List.of());

  private final Books books;
  private final Ledger ledger;
  private final CamelContext context = new DefaultCamelContext();
  private final int records;
  private final int chunk;
  private final boolean scattered;

  private LedgerBench(StateStore store, int records, int chunk, boolean scattered) {
    this.books =
        new Books(store, (run, rejections) -> {}, new Overlap(Duration.ZERO, 0), Clock.systemUTC());
    this.ledger = new Ledger(store, "ledger", Duration.ofSeconds(1));
    this.records = records;
    this.chunk = chunk;
    this.scattered = scattered;
  }

  public static void main(String[] args) throws Exception {
    StateDatabase database = StateDatabase.valueOf(args[0].toUpperCase(Locale.ROOT));
    try (StateStore store = database.open(Files.createTempDirectory("ledger-bench"))) {
      LedgerBench bench =
          new LedgerBench(
              store,
              Integer.parseInt(args[1]),
              Integer.parseInt(args[2]),
              args[3].equals("scattered"));
      bench.run("first run", 1);
      bench.run("unchanged", 1);
      bench.run("all changed", 2);
    }
  }

  private void run(String title, long version) throws Exception {
    Run run = books.open("bench", RunKind.ONCE);
    Exchange exchange = new DefaultExchange(context);
    long start = System.nanoTime();
    for (int from = 0; from < records; from += chunk) {
      List<MappedRecord> mapped = chunk(from, version);
      run.read(mapped.size());
      try (Claim claim = ledger.claim(run, mapped)) {
        exchange.setProperty(Run.LISTENER_PROPERTY, claim);
        run.settle(
            exchange,
            claim.records().stream()
                .map(record -> (Outcome) Outcome.Written.of(record, Fate.CREATED))
                .toList());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-12s %,10.0f records/s   %s%n",
        title,
        records / seconds,
        books.close(run).countsInWords());
  }

  private List<MappedRecord> chunk(int from, long version) {
    List<MappedRecord> chunk = new ArrayList<>();
    for (int i = from; i < Math.min(records, from + this.chunk); i++) {
      // An odd multiplier visits every number once, in an order that has no neighbours.
      String key = Integer.toString(scattered ? i * 0x9E3779B1 : 10_000_000 + i);
      Object[] values = {key, "person" + i + "@example.com", "Person " + i, version};
      chunk.add(
          new MappedRecord(SHAPE, values, List.of(), key, Version.of(version), Map.of("id", key)));
    }
    return chunk;
  }

  private static Field field(String name, boolean key) {
    return new Field(name, key, WriteWhen.ALWAYS, 1, 1);
  }
}
