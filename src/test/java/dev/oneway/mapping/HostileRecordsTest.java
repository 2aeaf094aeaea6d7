package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.oneway.record.RecordJson;
import dev.oneway.run.Rejection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records made to break a mapping get a result or a rejection that names the field, soon. */
class HostileRecordsTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  /** Work in quadratic time would take minutes. */
  private static final int LONG = 300_000;

  private static final int MANY = 100_000;

  static Stream<String> texts() {
    return Stream.of("ß", "İ", "ΐ", "Σ", "a\u0301\u0323", " ", "\uD800", "x,", "7", "[", "<i></b>");
  }

  static List<String> works() {
    return List.of(
        "text: [trim, collapse, lower]",
        "text: upper",
        "text: title",
        "text: [nfc, truncate:1000]",
        "text: digits",
        "text: strip-html",
        "type: boolean",
        "type: integer",
        "type: decimal",
        "type: date",
        "type: instant, parse: [iso, epoch-millis, 'd MMM yyyy HH:mm XXX']",
        "type: json",
        "type: binary",
        "values: { a: b, '*': keep }",
        "email: true",
        "phone: DE",
        "hash: sha256",
        "mask: { first: 1, last: 1 }",
        "split: ','",
        "split: ',', text: upper, join: ';'",
        "check: { pattern: '(a*)*b', maxLength: 10 }",
        "check: { oneOf: [a, 1] }");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void longTextsAreWorkedInLinearTime(String part) {
    String text = part.repeat(LONG / part.length());
    for (String work : works()) {
      isAnswered(Mappings.ofField("{ from: x, " + work + " }"), record(text));
    }
    isAnswered(Mappings.ofField("{ template: '{x}{x}' }"), record(text));
    isAnswered(Mappings.ofField("{ first: [x, x] }"), record(text));
  }

  @Test
  void aLongTextIsAnswered() {
    String text = "long ".repeat(4_000_000);

    for (String work :
        List.of("text: [trim, upper, truncate:9]", "type: integer", "hash: sha256")) {
      isAnswered(Mappings.ofField("{ from: x, " + work + " }"), record(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{ from: x, type: json }",
        "{ from: 'x[99999]' }",
        "{ from: x, type: text, join: ',' }",
        "{ from: x, text: upper, join: ',' }",
        "{ each: x, fields: { y: z } }",
        "{ each: rows, fields: { y: n, z: { fields: { n: n } } } }",
        "{ expr: '$sum(x)' }",
        "{ expr: 'x' }",
        "{ from: x, check: { min: 0 } }"
      })
  void manyElementsAreAnswered(String field) {
    List<Object> numbers =
        new ArrayList<>(IntStream.range(0, MANY).<Object>mapToObj(i -> (long) i).toList());
    Map<String, Object> record = record(numbers);
    record.put("rows", rows(MANY));

    isAnswered(Mappings.ofField(field), record);
  }

  @Test
  void manyChildrenAreAnswered() {
    Mapping mapping =
        Mappings.with(
            "children: { c: { each: x, parent: { id: id }, key: { n: n }, fields: { m: n } } }\n");

    isAnswered(mapping, record(rows(50_000)));
    assertThat(Mappings.delivered(mapping, record(rows(1000))).children(0)).hasSize(1000);
  }

  private static List<Object> rows(int size) {
    return IntStream.range(0, size).<Object>mapToObj(n -> Map.of("n", (long) n)).toList();
  }

  @Test
  void manyMembersAreAnswered() {
    Map<String, Object> wide = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      wide.put("n" + i, (long) i);
    }

    isAnswered(Mappings.ofField("x"), record(wide));
    wide.put("id", 1L);
    isAnswered(Mappings.with("contract: { unknown: reject }\nfields: { f: n7 }\n"), wide);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{ from: x, type: json }",
        "{ expr: x }",
        "{ fields: { y: x } }",
        "{ each: l, fields: { y: x } }",
        "{ from: x, values: { a: b, '*': keep } }",
        "{ from: x, type: json, check: { expr: '$count($) = 1', message: No } }"
      })
  void whatIsNestedTooDeeplyIsRefusedByName(String field) {
    Mapping mapping = Mappings.ofField(field);
    for (Object leaf : Arrays.asList(1L, 1, null)) {
      for (int depth : new int[] {2_000, 10_000, 100_000}) {
        Map<String, Object> record = record(nested(depth, leaf));
        record.put("l", List.of(Map.of("x", nested(depth, leaf))));

        Rejection rejection =
            assertTimeoutPreemptively(SOON, () -> Mappings.rejected(mapping, record));

        assertThat(rejection.field().orElse("")).startsWith("f");
      }
    }
  }

  @Test
  void whatIsNestedAsDeeplyAsJsonMayBeIsDeliveredAndCanBeWritten() {
    Mapping mapping = Mappings.ofField("{ each: l, fields: { y: { fields: { z: x } } } }");
    for (Object leaf : Arrays.asList(1L, 1, null)) {
      Map<String, Object> record = record(1L);
      record.put("l", List.of(Map.of("x", nested(997, leaf))));

      String json = RecordJson.write(Mappings.delivered(mapping, record));

      assertThat(json).contains("[".repeat(997));
    }
  }

  @Test
  void aRecordWithAColumnNestedAsDeeplyAsJsonMayBeCanBeADeadLetter() {
    Map<String, Object> record = Map.of("x", nested(1000, 1L));

    assertThat(RecordJson.readRecord(RecordJson.writeRecord(record))).isEqualTo(record);
  }

  @Test
  void aValueThatIsCopiedIsCopiedOnce() {
    Object value = Mappings.delivered(Mappings.ofField("x"), record(nested(500, 1))).get("f");

    assertThat(RecordJson.write(value)).isEqualTo("[".repeat(500) + "1" + "]".repeat(500));
  }

  @Test
  void aValueIsNotChangedByItsCopy() {
    Map<String, Object> inner = new LinkedHashMap<>(Map.of("n", 1));
    List<Object> list = new ArrayList<>(Arrays.asList("a", null, inner, 2.5f));

    Object value = Mappings.delivered(Mappings.ofField("x"), record(list)).get("f");

    assertThat(value).isEqualTo(Arrays.asList("a", null, Map.of("n", 1L), new BigDecimal("2.5")));
    assertThat(list).isEqualTo(Arrays.asList("a", null, Map.of("n", 1), 2.5f));
    assertThat(inner).isEqualTo(Map.of("n", 1));
  }

  private static Object nested(int depth, Object leaf) {
    Object value = leaf;
    for (int i = 0; i < depth; i++) {
      value = new ArrayList<>(Collections.singletonList(value));
    }
    return value;
  }

  static Stream<Object> numbers() {
    return Stream.of(
        new BigDecimal("1e400"),
        new BigDecimal("1e-400"),
        new BigDecimal("1E+999999999"),
        new BigDecimal("-1E-999999999"),
        new BigDecimal("0E+999999999"),
        new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
        new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Float.NaN,
        -0.0,
        BigInteger.TEN.pow(1000),
        BigInteger.TEN.pow(30_000).negate(),
        new BigDecimal(BigInteger.TEN.pow(30_000)),
        new BigDecimal(BigInteger.TEN.pow(30_000), 15_000),
        Instant.MAX,
        Instant.MIN,
        OffsetDateTime.MAX);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void extremeValuesAreDeliveredOrRefusedByName(Object number) {
    for (String work : works()) {
      isAnswered(Mappings.ofField("{ from: x, " + work + " }"), record(number));
    }
    for (String field :
        List.of(
            "x",
            "{ from: x, type: text }",
            "{ template: '{x}' }",
            "{ fields: { y: x } }",
            "{ expr: x }",
            "{ expr: '$string(x)' }",
            "{ expr: 'x + 1' }",
            "{ expr: 'x > 1' }",
            "{ expr: '$round(x, 2)' }",
            "{ from: x, type: instant, zone: Asia/Tokyo }",
            "{ from: x, type: instant, format: yyyy }",
            "{ from: x, check: { min: 1, max: 2 } }")) {
      isAnswered(Mappings.ofField(field), record(number));
    }
    Map<String, Object> record = record(1L);
    record.put("id", number);
    isAnswered(Mappings.ofField("x"), record);
  }

  private static void isAnswered(Mapping mapping, Map<String, Object> record) {
    Mapped mapped =
        assertTimeoutPreemptively(
            SOON,
            () -> {
              Mapped result = mapping.apply(record);
              if (result instanceof Mapped.Delivered delivered) {
                assertThat(delivered.record().fingerprint()).isNotEmpty();
                assertThat(RecordJson.write(delivered.record())).isNotEmpty();
              }
              return result;
            });
    if (mapped instanceof Mapped.Rejected rejected) {
      assertThat(rejected.rejection().reason()).doesNotContain("can't be mapped (");
      assertThat(rejected.rejection().category()).isIn(EveryWord.CATEGORIES);
    }
  }

  private static Map<String, Object> record(Object value) {
    return new HashMap<>(Map.of("id", 1L, "x", value));
  }
}
