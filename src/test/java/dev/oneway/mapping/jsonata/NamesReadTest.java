package dev.oneway.mapping.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.value.KnownNames;
import dev.oneway.mapping.value.NameTree;
import dev.oneway.record.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesReadTest {
  /** Every name of the record below; an expression may use any of them. */
  private static final String RECORD =
      """
      { "a": {"b": "B", "c": {"d": 1, "e": 2}, "odd name": 3}, "n": 5, "s": "text", "and": 7,
        "lines": [{"sku": "A", "price": 2, "sub": {"x": 1}}, {"sku": "B", "price": 1}],
        "other": [{"sku": "B", "name": "bee"}], "ff": true }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '~',
      value = {
        "a.b                                       | a.c a.odd_name n s and lines other ff",
        "a.b & a.c.d                               | a.c.e a.odd_name n s and lines other ff",
        "a.(b & c.d)                               | n s and lines other ff",
        "a.{'x': b}                                | n s and lines other ff",
        "a.`odd name` + n                          | a.b a.c s and lines other ff",
        "a.\"odd name\"                            | a.b a.c n s and lines other ff",
        "'a'.'b'                                   | a.c a.odd_name n s and lines other ff",
        "\"a.c\" & 'n' & s                         | a n and lines other ff",
        "lines[sku = 'A'].price                    | a n s and other ff",
        "lines[sku = $$.other.sku].price           | a n s and other.name ff",
        "lines[sku = $$.s].price                   | a n and other ff",
        "lines[price > $.sub.x].sku                | a n s and other ff",
        "lines.$uppercase(sku)                     | a n s and other ff",
        "lines.$string()                           | a n s and other ff",
        "lines^(price).sku                         | a n s and other ff",
        "lines^(>price, sku)[0].sku                | a n s and other ff",
        "lines{sku: price}                         | a n s and other ff",
        "lines#$i.(sku & $string($i))              | a n s and other ff",
        "lines.sku[0]                              | a n s and lines.price lines.sub other ff",
        "{'k': n, s: ff}                           | a and lines other",
        "[n, s][1]                                 | a and lines other ff",
        "$.a.b                                     | a.c a.odd_name n s and lines other ff",
        "$$.a.c.d                                  | a.b a.c.e a.odd_name n s and lines other ff",
        "n > 3 and s = 'text' or ff                | a and lines other",
        "and + n                                   | a s lines other ff",
        "n in lines.price                          | a s and lines.sku lines.sub other ff",
        "n % 2 * n - n / 2                         | a s and lines other ff",
        "ff ? s : a.b                              | a.c a.odd_name n and lines other",
        "s ~> $uppercase() ~> $length()            | a n and lines other ff",
        "$replace(s, /[ex/]+ff/i, 'n')             | a n and lines other ff",
        "s/* a.b */& n                             | a and lines other ff",
        "$lookup(a, 'b')                           | n s and lines other ff",
        "$each(a.c, function($v, $k) { $v & s })   | a.b a.odd_name n and lines other ff",
        "$map(lines, function($l) { $l.sku & n })  | a s and other ff",
        "$filter(lines, function($l) { $l.price > $$.n })[0] | a s and other ff",
        "($x := a.c; $x.d + $x.e)                  | a.b a.odd_name n s and lines other ff",
        "a.c ~> |$|{'d': 2}|                       | -",
        "lines.sub.%.sku                           | -",
        "lines@$l.other[sku = $l.sku].name         | -",
        "$                                         | -",
        "$$[0].n                                   | -",
        "($r := $; $r.n)                           | -",
        "$keys()                                   | -",
        "$lookup('n')                              | -",
        "$each(function($v, $k) { $k })            | -",
        "$sift(function($v, $k) { $k = 'n' })      | -",
        "*                                         | -",
        "**.sku                                    | -",
        "$lookup($, 'n')                           | -",
        "$.*.b                                     | -",
        "$.(n)                                     | -",
        "$.'\\u006e'                               | -",
        "$string($)                                | -",
        "($f := function($o)<o-:x>{ $o.n }; $f())  | -",
        "$ ~> |a|{'b': n}|                         | -"
      })
  void noNameAnExpressionReadsIsUnknown(String text, String unknown) throws Exception {
    Expression expression = Expression.compile(text);
    NameTree names = new NameTree();
    expression.addNamesTo(names);
    KnownNames known = names.known();

    assertThat(String.join(" ", unknownIn(known))).isEqualTo(unknown.equals("-") ? "" : unknown);
    for (String name : unknownIn(known)) {
      assertThat(resultWithout(name, expression)).isEqualTo(result(expression, record()));
    }
  }

  private static Map<String, Object> record() {
    return RecordJson.readRecord(RECORD);
  }

  private static List<String> unknownIn(KnownNames known) {
    List<String> unknown = new ArrayList<>();
    known.search(
        record(),
        (object, name) -> unknown.add(object.pathOf(name).replace("\"", "").replace(' ', '_')));
    return unknown.stream().distinct().toList();
  }

  private static String resultWithout(String path, Expression expression) {
    Map<String, Object> record = record();
    remove(record, List.of(path.replace('_', ' ').split("\\.", -1)));
    return result(expression, record);
  }

  private static void remove(Object from, List<String> steps) {
    if (from instanceof List<?> list) {
      list.forEach(element -> remove(element, steps));
    } else if (steps.size() > 1) {
      remove(((Map<?, ?>) from).get(steps.get(0)), steps.subList(1, steps.size()));
    } else {
      ((Map<?, ?>) from).remove(steps.get(0));
    }
  }

  private static String result(Expression expression, Map<String, Object> record) {
    return Objects.toString(expression.read(record));
  }
}
