package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.RecordJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Whatever a source sends, a mapping with every word gives one of three answers, always. */
class RecordPropertiesTest {
  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "c",
          "d",
          "e",
          "f",
          "g",
          "i",
          "j",
          "k",
          "n",
          "t",
          "mail",
          "phone",
          "skip",
          "gone",
          "",
          "a.b",
          "$",
          "\u0000",
          "\uD800",
          "nobody",
          "__proto__");

  private static final List<String> TEXTS =
      List.of(
          "x",
          "1",
          "2.0",
          "true",
          "2026-01-31",
          "31.01.2026",
          "2026-01-31T10:15:30Z",
          "a,b,,c",
          "ann@example.com",
          "030 901820",
          "{\"a\":1}",
          "Zm9v",
          "<b>x",
          "1e999999999",
          "\uDC00");

  private static final String GOOD =
      """
      {"id":7,"at":"2026-01-31T10:15:30Z","a":"x, <b>y","b":{"c":1.50},"d":"x","e":"31.01.2026",
       "f":"2026-10-25 02:30","g":null,"i":"12","j":"[1]","k":"Zm9v","n":"12.50","t":1,
       "mail":" ann@Example.com ","phone":"030 901820","gone":false}
      """;

  private static final String GONE = GOOD.replace("\"gone\":false", "\"gone\":true");
  private static final String FILTERED = GOOD.replace("\"id\"", "\"skip\":true,\"id\"");

  @Property(tries = 1200, seed = "20261120")
  void theAnswerIsAResultWithAKnownCategory(@ForAll("records") Map<String, Object> record) {
    String before = RecordJson.writeRecord(record);
    Map<String, Object> copy = RecordJson.readRecord(before);

    Mapped mapped = EveryWord.MAPPING.apply(record);

    assertThat(record).isEqualTo(copy);
    assertThat(RecordJson.writeRecord(record)).isEqualTo(before);
    Statistics.collect(mapped.getClass());
    Statistics.coverage(
        coverage -> {
          coverage.check(Mapped.Delivered.class).count(count -> count > 50);
          coverage.check(Mapped.Filtered.class).count(count -> count > 0);
        });
    if (mapped instanceof Mapped.Rejected rejected) {
      assertThat(rejected.rejection().category()).isIn(EveryWord.CATEGORIES);
      assertThat(rejected.rejection().reason()).endsWith(".").doesNotContain("can't be mapped (");
      assertThat(rejected.rejection().source()).isSameAs(record);
    }
  }

  @Property(tries = 250, seed = "20261120")
  void theSameRecordGivesTheSame(@ForAll("records") Map<String, Object> record) {
    Map<String, Object> copy = RecordJson.readRecord(RecordJson.writeRecord(record));

    assertThat(said(EveryWord.MAPPING.apply(copy)))
        .isEqualTo(said(EveryWord.MAPPING.apply(record)));
  }

  @Property(tries = 10, seed = "20261120")
  void alsoOnSeveralThreads(@ForAll("records") Map<String, Object> record) {
    String alone = said(EveryWord.MAPPING.apply(record));

    assertThat(
            IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> said(EveryWord.MAPPING.apply(record)))
                .distinct())
        .containsExactly(alone);
  }

  private static String said(Mapped mapped) {
    if (mapped instanceof Mapped.Delivered delivered) {
      return RecordJson.write(delivered.record()) + delivered.record().fingerprint();
    }
    return mapped instanceof Mapped.Rejected rejected
        ? rejected.rejection().field() + rejected.rejection().reason()
        : "filtered";
  }

  @Provide
  Arbitrary<Map<String, Object>> records() {
    Arbitrary<Map<String, Object>> any = Arbitraries.maps(names(), values(3)).ofMaxSize(8);
    return any.flatMap(
        map ->
            Arbitraries.of(GOOD, GOOD, GOOD, GONE, FILTERED, "{}").map(base -> changed(base, map)));
  }

  /** A few members of a record are others, as RecordJson gives them; of an empty one all. */
  private static Map<String, Object> changed(String base, Map<String, Object> members) {
    Map<String, Object> record = RecordJson.readRecord(base);
    int most = record.isEmpty() ? members.size() : 2;
    members.entrySet().stream()
        .limit(most)
        .forEach(member -> record.put(member.getKey(), member.getValue()));
    return RecordJson.readRecord(RecordJson.writeRecord(record));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.of(NAMES)), Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
  }

  private static Arbitrary<Object> values(int depth) {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.just(null),
            Arbitraries.of(TEXTS).asGeneric(),
            Arbitraries.strings().ofMaxLength(20).asGeneric(),
            Arbitraries.strings().numeric().ofMaxLength(30).asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.integers().between(0, 300).map(BigInteger.TEN::pow).asGeneric(),
            Arbitraries.integers()
                .between(-999_999_999, 999_999_999)
                .map(scale -> new BigDecimal(BigInteger.TWO, scale))
                .asGeneric(),
            Arbitraries.bigDecimals().asGeneric());
    if (depth == 0) {
      return plain;
    }
    return Arbitraries.oneOf(
        plain,
        Arbitraries.lazy(() -> values(depth - 1)).list().ofMaxSize(6).asGeneric(),
        Arbitraries.lazy(() -> Arbitraries.maps(names(), values(depth - 1)).ofMaxSize(6))
            .asGeneric());
  }
}
