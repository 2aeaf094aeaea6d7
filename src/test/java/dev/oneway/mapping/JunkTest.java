package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.RecordJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A source may send anything. */
class JunkTest {
  private static final Mapping EVERYTHING =
      Mappings.with(
          """
          changedAt: at
          where: $not($exists(skip)) or skip != true
          fields:
            a: { from: 'a', text: [trim, upper], check: { expr: $exists($value) } }
            b: { from: b.c, type: integer }
            c: { from: c, type: decimal, required: true }
            d: { from: d, type: boolean }
            e: { from: e, type: date }
            f: { from: f, type: instant, zone: Europe/Berlin, sourceZone: Europe/Berlin }
            g: { from: g, type: json }
            h: { from: h, type: text, values: { x: y, "*": keep } }
            i: { expr: '$number(a) + $sum(b.c)' }
            j: { expr: '$map(g, function($v) { $v.c & $string(a) })' }
            k: { from: k, type: instant, format: "d MMM yyyy" }
            l: { template: "{a} {b.c?} {d}" }
            m: { first: [a, b.c, d], split: ",", text: trim, join: ";" }
            n: { each: g, fields: { a: { from: a, hash: sha256 }, b: { fields: { c: b.c } } } }
            o: { from: e, email: true }
            p: { from: f, phone: DE }
            q: { from: h, mask: { first: 1, last: 1 } }
            r: { from: h, check: [{ max: 1e5 }, { oneOf: [1, x] }, { pattern: ".*" }] }
            s: { from: k, check: { min: 2026-01-01T00:00:00Z, message: Too old } }
          children:
            rows:
              each: g
              parent: { id: id }
              key: { b: b }
              fields: { c: { expr: 'c{a: b}' } }
          """);

  private static final List<String> NAMES =
      List.of("id", "at", "skip", "a", "b", "c", "d", "e", "f", "g", "h", "k", "nobody");

  private final Random random = new Random(42);

  @Test
  void whateverARecordHoldsTheAnswerIsAResult() {
    Map<Class<?>, Integer> results = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      Map<String, Object> record = record(3);
      String before = String.valueOf(record);
      Mapped mapped = EVERYTHING.apply(record);
      results.merge(mapped.getClass(), 1, Integer::sum);
      assertThat(String.valueOf(record)).isEqualTo(before);
      if (mapped instanceof Mapped.Rejected rejected) {
        assertThat(rejected.rejection().reason().replace("ann@example.com", ""))
            .isNotBlank()
            .doesNotContain("\n", "@");
        assertThat(rejected.rejection().source()).isSameAs(record);
      }
    }
    assertThat(results.keySet())
        .contains(Mapped.Rejected.class, Mapped.Filtered.class, Mapped.Delivered.class);
  }

  @Test
  void aRecordNestedDeeperThanAnyStackIsRejected() {
    Map<String, Object> record = new HashMap<>(Map.of("id", 1L, "at", Instant.EPOCH, "c", 1L));
    Object deep = 1L;
    for (int i = 0; i < 100_000; i++) {
      deep = new ArrayList<>(Arrays.asList(deep));
    }
    record.put("a", deep);

    assertThat(EVERYTHING.apply(record)).isInstanceOf(Mapped.Rejected.class);
  }

  @Test
  void theEmptyRecordIsRejected() {
    assertThat(Mappings.rejected(EVERYTHING, Map.of()).reason())
        .isEqualTo("`id` is absent, but the field is a key field.");
  }

  private Map<String, Object> record(int depth) {
    Map<String, Object> record = new LinkedHashMap<>();
    if (random.nextInt(10) > 0) {
      record.put("id", (long) random.nextInt());
      record.put("at", "2026-01-31T10:15:30Z");
      record.put("c", new BigDecimal("1.5"));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      record.put(NAMES.get(random.nextInt(NAMES.size())), value(depth));
    }
    return record;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 18 : 15)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> " \u0000\uD800 ";
      case 3 -> random.nextLong();
      case 4 -> BigInteger.TEN.pow(random.nextInt(500));
      case 5 -> new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt());
      case 6 -> Double.longBitsToDouble(random.nextLong());
      case 7 -> Double.NaN;
      case 8 -> random.nextBoolean();
      case 9 -> new byte[] {1, 2};
      case 10 -> Instant.ofEpochSecond(random.nextInt());
      case 11 -> random.nextBoolean() ? Instant.MAX : Instant.MIN;
      case 12 -> "2026-0" + random.nextInt(10) + "-2" + random.nextInt(10) + "T10:15:30";
      case 13 -> "x".repeat(random.nextInt(200));
      case 14 -> RecordJson.class;
      case 15 -> record(depth - 1);
      default -> new ArrayList<>(Arrays.asList(value(depth - 1), record(depth - 1)));
    };
  }
}
