package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.fault.FaultsException;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.RecordJson;
import dev.oneway.run.Rejection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static Mapping expression(String text) {
    return Mappings.with("fields:\n  f:\n    expr: |-\n      " + text + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "first & \" \" & last                       | Ann Lee",
        "$uppercase(first)                          | ANN",
        "first ~> $uppercase ~> $length             | 3",
        "amount * 2                                 | 3",
        "amount + 0.25                              | 1.75",
        "$number('12.5')                            | 12.5",
        "$count(lines)                              | 2",
        "$sum(lines.quantity)                       | 5",
        "lines[sku='B'].quantity                    | 3",
        "lines[-1].sku                              | B",
        "lines.sku                                  | [A, B]",
        "$string(big)                               | 99999999999999999",
        "{\"a\": amount}                            | {a=1.50}",
        "/* why */ first /* comment at the end */   | Ann",
        "null                                       | null",
        "nothing                                    | null",
        "nowhere                                    | (absent)",
        "lines[sku='Z'].quantity                    | (absent)",
        "$exists(nowhere)                           | false",
        "empty{sku: quantity}                       | {}",
        "($x := 2; $f := function($n) { $n * $x }; $f(4)) | 8",
        "$replace(first, /[/n]+/, \"$x\")           | A$x",
        "lines@$l.{ 'sku': $l.sku }                 | [{sku=A}, {sku=B}]"
      })
  void anExpressionComputesFromTheRecord(String text, String expected) {
    Map<String, Object> source = person();
    String before = RecordJson.write(source);

    MappedRecord record = Mappings.delivered(expression(text), source);

    String found = record.containsKey("f") ? String.valueOf(record.get("f")) : "(absent)";
    assertThat(found).isEqualTo(expected);
    assertThat(RecordJson.write(source)).isEqualTo(before);
  }

  private static Map<String, Object> person() {
    return Mappings.json(
        """
        {"id": 1, "first": "Ann", "last": "Lee", "amount": 1.50, "nothing": null, "empty": [],
         "big": 99999999999999999,
         "lines": [{"sku": "A", "quantity": 2}, {"sku": "B", "quantity": 3}]}
        """);
  }

  @Test
  void numbersAnExpressionOnlyPassesOnKeepAllTheirDigits() {
    Mapping mapping =
        Mappings.with(
            """
            fields:
              long: { expr: a }
              decimal: { expr: b }
              huge: { expr: c }
              zeros: { expr: "d ? d : null" }
              inside: { expr: "{ 'x': [a, b, c, d] }" }
            """);

    MappedRecord record =
        Mappings.delivered(
            mapping,
            "{\"id\": 1, \"a\": 99999999999999999, \"b\": 67.174118, \"c\": 1e400, \"d\": 1.10}");

    assertThat(record.get("long")).isEqualTo(99999999999999999L);
    assertThat(record.get("decimal")).isEqualTo(new BigDecimal("67.174118"));
    assertThat(record.get("huge")).isEqualTo(new BigDecimal("1e400"));
    assertThat(record.get("zeros")).isEqualTo(new BigDecimal("1.10"));
    assertThat(RecordJson.write(record.get("inside")))
        .isEqualTo("{\"x\":[99999999999999999,67.174118,1E+400,1.10]}");
  }

  @ParameterizedTest
  @CsvSource({"3 * 0.5, java.math.BigDecimal", "3 * 2, java.lang.Long", "12, java.lang.Long"})
  void whatAnExpressionComputesIsNeverADouble(String text, Class<?> type) {
    assertThat(Mappings.delivered(expression(text), "{\"id\": 1}").get("f")).isInstanceOf(type);
  }

  @Test
  void datesAppearToAnExpressionAsText() {
    Map<String, Object> source =
        Map.of("id", 1L, "at", List.of(Instant.parse("2026-01-31T10:15:30Z")));

    assertThat(Mappings.delivered(expression("$substring(at[0], 0, 4)"), source).get("f"))
        .isEqualTo("2026");
    assertThat(source.get("at")).isEqualTo(List.of(Instant.parse("2026-01-31T10:15:30Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$number(first)                   | Ann",
        "first > 3                        | must be of the same data type",
        "$error('no such person')         | failed: no such person.",
        "1 / 0                            | failed",
        "($f := function($n) { 1 + $f($n) }; $f(1)) | recurses too deeply",
        "c * 2                            | failed"
      })
  void anExpressionThatFailsRejectsItsRecord(String text, String reason) {
    Map<String, Object> source = person();
    source.put("c", new BigDecimal("1e400"));

    Rejection rejection = Mappings.rejected(expression(text), source);

    assertThat(rejection.category()).isEqualTo("unmappable");
    assertThat(rejection.field()).contains("f");
    assertThat(rejection.key()).contains("1");
    assertThat(rejection.reason()).startsWith("the expression `").contains(reason).endsWith(".");
  }

  @Test
  void anExpressionThatGivesAFunctionRejectsItsRecord() {
    assertThat(Mappings.rejected(expression("$uppercase"), person()).category()).isEqualTo("type");
  }

  @Test
  @Timeout(30)
  void anExpressionThatNeverEndsIsEnded() {
    Mapping mapping = expression("($f := function($n) { $f($n + 1) }; $f(1))");

    Rejection rejection = Mappings.rejected(mapping, person());

    assertThat(rejection.reason()).contains("didn't end within 2000000 steps");
  }

  @Test
  void aLongListDoesNotCountAsDeepRecursion() {
    Map<String, Object> source = person();
    source.put("many", IntStream.range(0, 5000).mapToObj(i -> Map.of("a", (long) i)).toList());

    Object value =
        Mappings.delivered(expression("$count($map(many, function($m) { [$m.a, $m.a] }))"), source)
            .get("f");

    assertThat(value).isEqualTo(5000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$now()",
        "$millis()",
        "$random()",
        "$shuffle([1,2])",
        "$eval('1')",
        "[1] ~> $shuffle"
      })
  void anExpressionThatWouldNotAlwaysGiveTheSameIsAFault(String text) {
    assertThatThrownBy(() -> expression(text))
        .isInstanceOf(FaultsException.class)
        .hasMessageContaining("a different value each time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$lowercas(first)       | Did you mean `$lowercase`?",
        "first &                | isn't a JSONata expression",
        "a) or (b               | isn't a JSONata expression",
        "\"open                 | isn't a JSONata expression",
        "($total := 1; $totl)   | Did you mean `$total`?"
      })
  void anExpressionThatCanNeverWorkIsAFault(String text, String message) {
    assertThatThrownBy(() -> expression(text))
        .isInstanceOf(FaultsException.class)
        .hasMessageContaining("m.yaml:6:")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "amount > 1         | mapped",
        "amount > 2         | filtered",
        "first              | type",
        "nowhere            | filtered",
        "null               | filtered",
        "first = \"Ann\" and $exists(last) | mapped",
        "first > 5          | unmappable"
      })
  void onlyRecordsOfWhichWhereIsTrueAreMapped(String where, String expected) {
    Mapping mapping =
        Mappings.with("changedAt: at\nwhere: '" + where + "'\nfields: { f: first }\n");
    Map<String, Object> source = person();
    source.put("at", "2026-01-31T10:15:30Z");

    Mapped mapped = mapping.apply(source);

    if (mapped instanceof Mapped.Rejected rejected) {
      assertThat(rejected.rejection().category()).isEqualTo(expected);
      assertThat(rejected.rejection().reason()).startsWith("`where`, the expression");
      assertThat(rejected.rejection().version()).isPresent();
      assertThat(rejected.rejection().key()).contains("1");
    } else if (mapped instanceof Mapped.Filtered filtered) {
      assertThat(expected).isEqualTo("filtered");
      assertThat(filtered.version()).map(Object::toString).contains("2026-01-31T10:15:30Z");
    } else {
      assertThat(expected).isEqualTo("mapped");
    }
  }

  @Test
  void eightThreadsShareOneMapping() throws Exception {
    Mapping mapping =
        Mappings.with(
            """
            where: $number(n) >= 0
            fields:
              twice: { expr: '($x := n; $y := function($v) { $v * 2 }; $y($x))' }
              name: { expr: '$join(["a", $string(n)], "-")' }
              list: { expr: '$map(list, function($v) { $v + $$.n })' }
            """);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int first = thread * 1000;
        tasks.add(() -> mapAll(mapping, first));
      }
      int mapped = 0;
      for (Future<Integer> future : threads.invokeAll(tasks)) {
        mapped += future.get();
      }
      assertThat(mapped).isEqualTo(8000);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int mapAll(Mapping mapping, int first) {
    for (long n = first; n < first + 1000; n++) {
      MappedRecord record =
          Mappings.delivered(mapping, Map.of("id", n, "n", n, "list", List.of(1L, 2L)));
      assertThat(record.get("twice")).isEqualTo(2 * n);
      assertThat(record.get("name")).isEqualTo("a-" + n);
      assertThat(record.get("list")).hasToString("[" + (n + 1) + ", " + (n + 2) + "]");
    }
    return 1000;
  }

  @Test
  void anExpressionLeavesNothingBehindForTheNext() {
    Mapping mapping = expression("($name := first; $uppercase($name))");
    Map<String, Object> source = person();

    for (int i = 0; i < 20_000; i++) {
      assertThat(Mappings.delivered(mapping, source).get("f")).isEqualTo("ANN");
    }
  }
}
