package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a field is told with its place and its remedy, before anything runs. */
class FieldWordFaultsTest {
  private static List<Fault> faultsOf(String rest) {
    FaultsException faults =
        catchThrowableOfType(FaultsException.class, () -> Mappings.with(rest + "\n"));
    assertThat(faults).as("a fault").isNotNull();
    return faults.faults();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // value
        "{ value: x, from: a }            | 7 | has both 'from' and 'value'",
        "{ value: x, type: integer }      | 14 | 'value' can't be used: the constant is \"x\", but must be a whole number such as 12.",
        "{ value: null, required: true }  | 14 | the constant is null, but the field is required.",
        "{ value: z, values: { a: b } }   | 14 | which the value map doesn't list",
        "{ value: [a], split: \",\" }     | 14 | but must be a text to be split.",
        "{ value: \"1,x\", split: \",\", type: integer } | 14 | element 2 of the constant is \"x\"",
        "{ value: .nan }                  | 14 | no number a record can hold",
        "{ value: no, email: true }       | 14 | but must be an e-mail address",
        "{ value: *x }                    | 14 | isn't YAML",
        // template
        "{ template: \"a{}\" }            | 17 | has empty braces. Write a path between them.",
        "{ template: \"a{?}\" }           | 17 | has empty braces",
        "{ template: \"a{b\" }            | 17 | has a brace that isn't closed",
        "{ template: 'a{\"b}' }           | 17 | has a brace that isn't closed",
        "{ template: \"a}b{c}\" }         | 17 | has a closing brace without an opening one. A brace that belongs to the text is doubled",
        "{ template: \"{a b}\" }          | 17 | The path 'a b' has ' ' where it can't be.",
        "{ template: \"{a..b}\" }         | 17 | The path 'a..b'",
        "{ template: \"{a??}\" }          | 17 | The path 'a?' has '?' where it can't be.",
        "{ template: \"{{a}}\" }          | 17 | takes nothing from the record. Put a path in single braces, or use 'value:'.",
        "{ template: \"\" }               | 17 | takes nothing from the record",
        "{ template: [a] }                | 17 | 'template' must be a single text.",
        "{ template: }                    | 16 | 'template' is empty.",
        // first
        "{ first: a }                     | 14 | 'first' must be a list of at least two paths. Write",
        "{ first: [a] }                   | 14 | or 'from:' with the only path.",
        "{ first: }                       | 13 | must be a list of at least two paths",
        "{ first: [a, b c] }              | 18 | The path 'b c' has ' '",
        "{ first: [a, [b]] }              | 18 | A path of 'first' must be a single text.",
        "{ first: [a, b], value: 1 }      | 7 | has both 'value' and 'first'",
        // nested
        "{ each: a }                      | 7 | 'each' has no 'fields'. Add 'fields:' with",
        "{ fields: {} }                   | 7 | 'fields' is empty.",
        "{ fields: }                      | 14 | 'fields' must be a table",
        "{ fields: [a] }                  | 15 | 'fields' must be a table",
        "{ fields: { a: 'x y' } }         | 20 | The path 'x y'",
        "{ fields: { a: b, a: c } }       | 23 | 'a' is here twice",
        "{ fields: { a: { from: b, on: create } } }     | 31 | Remove 'on', or put it beside 'fields'",
        "{ fields: { a: { type: text } } }              | 17 | 'a' doesn't say where its value comes from.",
        "{ fields: { a: b }, from: c }                  | 7 | has both 'from' and 'fields'",
        "{ each: 'x[]', fields: { a: b } }              | 13 | an index that is no whole number",
        "{ each: x, key: { a: b }, fields: { a: b } }   | 16 | 'key' is not known here.",
        "{ each: x, fields: { a: { fields: { b: { from: c, on: empty } } } } } | 55 | always written as a whole",
        // assign
        "{ assign: round-robin }          | 7 | 'assign' has no 'among'. Add 'among:' with",
        "{ among: [a] }                   | 7 | 'among' has no 'assign'. Add 'assign: round-robin'.",
        "{ assign: random, among: [a] }   | 15 | 'assign: random' is unknown. Known are 'round-robin'.",
        "{ assign: round-robin, among: a } | 35 | must be a list of at least one value",
        "{ assign: round-robin, among: [] } | 35 | must be a list of at least one value",
        "{ assign: round-robin, among: [a, b, a] } | 42 | 'a' is in 'among' twice.",
        "{ assign: round-robin, among: [a, null] } | 39 | Only a single value can be assigned.",
        "{ assign: round-robin, among: [a, [b]] } | 39 | Only a single value can be assigned.",
        "{ assign: round-robin, among: [a], type: text } | 40 | 'type' can't stand beside 'assign'. Remove it",
        "{ assign: round-robin, among: [a], default: b } | 40 | 'default' can't stand beside 'assign'.",
        "{ assign: round-robin, among: [a], split: \",\" } | 40 | 'split' can't stand beside 'assign'.",
        "{ assign: round-robin, among: [a], from: b } | 7 | has both 'from' and 'assign'",
        "{ from: b, among: [a] }          | 16 | has both 'from' and 'among'",
        "{ from: b, each: a }             | 16 | has both 'from' and 'each'",
        // split and join
        "{ from: a, split: \"\" }         | 23 | The separator is empty. Write what stands between",
        "{ from: a, split: }              | 22 | 'split' is empty.",
        "{ from: a, split: [b] }          | 23 | 'split' must be a single text.",
        "{ from: a, join: [b] }           | 22 | 'join' must be a single text.",
        "{ from: a, split: ',', values: { '*': default }, default: b } | 36 | not of its elements. Write behind",
        // email and phone
        "{ from: a, email: yes }          | 23 | 'email' is either true or false.",
        "{ from: a, phone: de }           | 23 | There is no country 'de' with telephone numbers. Did you mean 'DE'?",
        "{ from: a, phone: Germny }       | 23 | Did you mean 'DE'? Write the two letters",
        "{ from: a, phone: UK }           | 23 | numbers. Write the two letters ISO 3166 has for it, such as DE or GB",
        "{ from: a, phone: '' }           | 23 | There is no country ''",
        "{ from: a, phone: true }         | 23 | There is no country 'true'",
        "{ from: a, phone: [DE] }         | 23 | 'phone' must be a single text.",
        // hash and mask
        "{ from: a, hash: md5 }           | 22 | 'hash: md5' is unknown. Known are 'sha256'.",
        "{ from: a, hash: { algorithm: sha1 } }         | 35 | 'algorithm: sha1' is unknown.",
        "{ from: a, hash: {} }            | 22 | 'hash' has no 'algorithm'. Add 'algorithm: sha256'.",
        "{ from: a, hash: [sha256] }      | 22 | 'hash' must be a table",
        "{ from: a, hash: { algorithm: sha256, slt: x } } | 43 | Did you mean 'salt'?",
        "{ from: a, hash: { algorithm: sha256, salt: {{env:X}} } } | 49 | in quotes",
        "{ from: a, mask: some }          | 22 | 'mask: some' is unknown. Known are 'all'.",
        "{ from: a, mask: {} }            | 22 | 'mask' is empty. Write 'all', or e.g.",
        "{ from: a, mask: { first: -1 } } | 31 | 'first' must be a whole number from 0 on.",
        "{ from: a, mask: { first: '4' } } | 31 | 'first' must be a whole number",
        "{ from: a, mask: { first: 1000000000 } } | 31 | 'first' must be a whole number",
        "{ from: a, mask: { last: many } } | 30 | 'last' must be a whole number",
        "{ from: a, mask: { lst: 4 } }    | 24 | Did you mean 'last'?"
      })
  void aMistakeIsOneFaultAtItsPlace(String field, int column, String message) {
    List<Fault> faults = faultsOf("fields: {\n f: " + field + " }");

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).toString().replace('`', '\'')).contains(message);
    assertThat(faults.get(0).line() + ":" + faults.get(0).column()).isEqualTo("5:" + column);
  }

  @Test
  void aKeyIsASingleValue() {
    List<Fault> faults =
        faultsOf(
            """
            children:
              lines:
                each: lines
                parent: { id: id }
                key: { no: { each: x, fields: { a: a } } }
            """);

    assertThat(faults)
        .extracting(fault -> fault.line() + ":" + fault.column() + " " + fault.remedy())
        .containsExactly(
            "8:18 Remove `each`, and write `from:` with a path.",
            "8:27 Remove `fields`, and write `from:` with a path.");
  }

  @Test
  void onlyAFieldOfTheRecordItselfCanBeAssigned() {
    String owner = "{ owner: { assign: round-robin, among: [a] } }";

    List<Fault> faults =
        faultsOf(
            """
            fields: { nested: { fields: OWNER } }
            children:
              a: { each: a, parent: { id: id }, key: { k: k }, fields: OWNER }
              b: { each: b, parent: { id: id }, key: OWNER }
            """
                .replace("OWNER", owner));

    assertThat(faults)
        .extracting(fault -> fault.line() + " " + fault.what())
        .containsExactly(
            "4 Only a field of the record itself can be assigned.",
            "4 Only a field of the record itself can be assigned.",
            "6 Only a field of the record itself can be assigned.",
            "6 Only a field of the record itself can be assigned.",
            "7 A key field is a single value of the record.",
            "7 A key field is a single value of the record.");
  }

  @Test
  void aFieldWithoutOriginIsToldHowToGetOne() {
    assertThat(faultsOf("fields: { f: { split: \",\" } }"))
        .singleElement()
        .asString()
        .contains("Add `from:` with a path, `value:` with a constant, or `expr:`");
  }
}
