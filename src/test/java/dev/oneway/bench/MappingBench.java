package dev.oneway.bench;

import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingFile;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Ten mapped fields, three of them transformed, a key and a version: by a mapping file, and by hand
 * in Java. Aims: at most 2.5 times the time and 1.5 times the allocation of the one by hand.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/cp.txt
 * java -cp target/test-classes:target/classes:$(cat target/cp.txt) dev.oneway.bench.MappingBench
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MappingBench {
  private static final int RECORDS = 1000;

  private static final String MAPPING =
      """
      source: { system: Shop, object: order }
      destination: { system: BI, object: orders }
      key: { order_id: id }
      changedAt: updated_at
      fields:
        number:     name
        email:      { from: email, text: [trim, lower] }
        currency:   currency
        total:      { from: total, type: decimal }
        status:     { from: status, values: { paid: done, pending: open } }
        first_name: customer.first_name
        last_name:  customer.last_name
        city:       customer.address.city
        note:       note
        test:       test
      """;

  private static final Map<String, String> STATUS = Map.of("paid", "done", "pending", "open");

  private final List<Map<String, Object>> records = new ArrayList<>();
  private Mapping mapping;

  /** What the hand-written mapping makes: the values, and beside them the key and the version. */
  public record Order(Map<String, Object> row, String key, Instant version) {}

  @Setup
  public void prepare() throws IOException {
    Path folder = Files.createTempDirectory("bench");
    Files.writeString(folder.resolve("order.yaml"), MAPPING);
    mapping = MappingFile.load(folder, "order", MappingFile.NO_SETTINGS);
    for (int i = 0; i < RECORDS; i++) {
      records.add(
          RecordJson.readRecord(
              """
              {"id": %1$d, "name": "#%1$d", "email": " Person%1$d@Example.com ", "currency": "EUR",
               "total": "%1$d.90", "status": "paid", "note": null, "test": false,
               "customer": {"first_name": "Ann", "last_name": "Lee", "address": {"city": "Bonn"}},
               "updated_at": "2026-01-31T10:15:30Z"}"""
                  .formatted(1000 + i)));
    }
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public List<MappedRecord> byMappingFile() {
    List<MappedRecord> rows = new ArrayList<>(RECORDS);
    for (Map<String, Object> record : records) {
      rows.add(((Mapped.Delivered) mapping.apply(record)).record());
    }
    return rows;
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public List<Order> byHand() {
    List<Order> rows = new ArrayList<>(RECORDS);
    for (Map<String, Object> record : records) {
      rows.add(order(record));
    }
    return rows;
  }

  private static Order order(Map<String, Object> record) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("order_id", record.get("id"));
    row.put("number", record.get("name"));
    row.put("email", ((String) record.get("email")).strip().toLowerCase(Locale.ROOT));
    row.put("currency", record.get("currency"));
    row.put("total", new BigDecimal((String) record.get("total")));
    row.put("status", STATUS.get((String) record.get("status")));
    Map<?, ?> customer = (Map<?, ?>) record.get("customer");
    row.put("first_name", customer.get("first_name"));
    row.put("last_name", customer.get("last_name"));
    row.put("city", ((Map<?, ?>) customer.get("address")).get("city"));
    row.put("note", record.get("note"));
    row.put("test", record.get("test"));
    Instant version = OffsetDateTime.parse((String) record.get("updated_at")).toInstant();
    return new Order(row, String.valueOf(record.get("id")), version);
  }

  public static void main(String... args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(MappingBench.class.getName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
