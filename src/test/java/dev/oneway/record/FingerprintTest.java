package dev.oneway.record;

import static dev.oneway.record.TestRecords.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Shape FLAT =
      new Shape("m.yaml", "thing", List.of(field("a", true), field("b", false)), List.of());
  private static final Shape LINE =
      new Shape("m.yaml", "line", List.of(field("a", true), field("b", false)), List.of());
  private static final Shape TREE =
      new Shape(
          "m.yaml",
          "tree",
          List.of(field("a", true)),
          List.of(
              new Shape.Child(LINE, List.of("a"), true),
              new Shape.Child(LINE, List.of("a"), true)));

  @Test
  void equalRecordsHaveOneFingerprintOf128Bits() {
    assertThat(of("x", "y")).isEqualTo(of("x", "y")).hasSize(22);
  }

  @Test
  void aTextDoesNotRunIntoTheNext() {
    assertThat(of("ab", "c")).isNotEqualTo(of("a", "bc"));
    assertThat(of("as\0\0\0\1b", "c")).isNotEqualTo(of("a", "bs\0\0\0\1c"));
  }

  @Test
  void nullEmptyAndAbsentAreThreeThings() {
    assertThat(List.of(of("x", null), of("x", ""), of("x", Row.ABSENT), of("x", "0")))
        .doesNotHaveDuplicates();
  }

  @Test
  void aTextIsNotTheNumberTheBooleanOrTheBytesItLooksLike() {
    byte[] bytes = {1, 2, 3};
    assertThat(
            List.of(
                of("x", "1"),
                of("x", 1L),
                of("x", "true"),
                of("x", true),
                of("x", "AQID"),
                of("x", bytes),
                of("x", "2026-01-01T00:00:00Z"),
                of("x", Instant.parse("2026-01-01T00:00:00Z"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void aNumberIsItsValueWhateverCarriesIt() {
    assertThat(of("x", new BigDecimal("1.00")))
        .isEqualTo(of("x", new BigDecimal("1.0")))
        .isEqualTo(of("x", 1L))
        .isEqualTo(of("x", BigInteger.ONE));
    assertThat(of("x", new BigDecimal("1E+2"))).isEqualTo(of("x", 100L));
    assertThat(of("x", new BigDecimal("1.01"))).isNotEqualTo(of("x", new BigDecimal("1.1")));
  }

  @Test
  void theFieldsOfAnObjectHaveNoOrderTheElementsOfAListDo() {
    Map<String, Object> oneWay = new LinkedHashMap<>();
    oneWay.put("p", 1L);
    oneWay.put("q", null);
    Map<String, Object> otherWay = new LinkedHashMap<>();
    otherWay.put("q", null);
    otherWay.put("p", 1L);
    assertThat(of("x", oneWay)).isEqualTo(of("x", otherWay));
    assertThat(of("x", List.of(1L, 2L))).isNotEqualTo(of("x", List.of(2L, 1L)));
    assertThat(of("x", List.of(List.of(1L), 2L))).isNotEqualTo(of("x", List.of(List.of(1L, 2L))));
  }

  @Test
  void theValuesOfTwoFieldsAreNotInterchangeable() {
    assertThat(of("x", "y")).isNotEqualTo(of("y", "x"));
    assertThat(of("x", Row.ABSENT)).isNotEqualTo(of(Row.ABSENT, "x"));
  }

  @Test
  void aFieldBelongsToItsRow() {
    Row first = line("1", Row.ABSENT);
    Row second = line(Row.ABSENT, "2");
    Row both = line("1", "2");
    Row none = line(Row.ABSENT, Row.ABSENT);
    assertThat(tree(List.of(first, second), null)).isNotEqualTo(tree(List.of(both, none), null));
  }

  @Test
  void aRowBelongsToItsList() {
    Row row = line("1", "2");
    List<String> fingerprints = new ArrayList<>();
    fingerprints.add(tree(null, null));
    fingerprints.add(tree(List.of(), null));
    fingerprints.add(tree(List.of(row), null));
    fingerprints.add(tree(List.of(row), List.of()));
    fingerprints.add(tree(List.of(row, row), List.of()));
    fingerprints.add(tree(List.of(row), List.of(row)));
    assertThat(fingerprints).doesNotHaveDuplicates();
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    String alone = of("x", "y".repeat(10_000));
    List<String> together =
        java.util.stream.IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> of("x", "y".repeat(10_000)))
            .toList();
    assertThat(together).containsOnly(alone);
  }

  @Test
  void aLetterIsItsCodePointsAndNotItsLook() {
    assertThat(of("x", "ä")).isNotEqualTo(of("x", "a\u0308"));
  }

  /** A ledger of years would find everything changed. */
  @Test
  void whatIsUpsertedKeepsTheFingerprintItAlwaysHad() {
    assertThat(TestRecords.record("1", 7, "Ann").fingerprint()).isEqualTo("bxuukH+lTHAmja1MrdDhHQ");
  }

  @Test
  void aDeactivationIsNotAnUpsertOfTheSameValues() {
    MappedRecord upsert = TestRecords.record("1", 7, "Ann");
    assertThat(deactivation("1", "Ann")).isNotEqualTo(upsert.fingerprint());
    assertThat(deactivation("1", "Ann"))
        .isEqualTo(deactivation("1", "Ann"))
        .isNotEqualTo(deactivation("1", "Bob"));
  }

  private static String deactivation(Object... values) {
    return MappedRecord.gone(
            TestRecords.SHAPE, Operation.DEACTIVATE, values, "1", Version.of(7), Map.of())
        .fingerprint();
  }

  private static String of(Object... values) {
    return Fingerprint.of(Operation.UPSERT, new Row(FLAT, values, List.of()));
  }

  private static Row line(Object... values) {
    return new Row(LINE, values, List.of());
  }

  private static String tree(List<Row> one, List<Row> two) {
    return Fingerprint.of(
        Operation.UPSERT, new Row(TREE, new Object[] {"k"}, Arrays.asList(one, two)));
  }
}
