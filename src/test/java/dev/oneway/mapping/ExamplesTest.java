package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.record.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of a mapping file: how they are written, and when they fail. */
class ExamplesTest {
  private static final String HEAD =
      """
      source: { system: Shop, object: order }
      destination: { system: BI, object: orders }
      key: { id: id }
      where: $not(state = "draft")
      fields:
        Email:   { from: email, text: [trim, lower], required: true }
        total:   { from: total, type: decimal }
        at:      { from: at, type: instant }
        local:   { from: at, type: instant, zone: Europe/Berlin }
        data:    { from: data, type: json }
        note:    note
        active:  { value: true }
      deletes: { when: gone, action: deactivate, set: { active: false } }
      children:
        lines:
          each: lines
          parent: { order_id: id }
          key: { line: n }
          fields: { sku: { from: sku, text: upper } }
      examples:
      """;

  private static final int FIRST_LINE = HEAD.split("\n", -1).length;

  @TempDir private Path folder;

  private List<ExampleResult> results(String examples) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), HEAD + examples);
    return MappingFile.check(folder, "m").results();
  }

  /** The differences of one example that is given id 1, an address and more. */
  private List<String> differences(String given, String expected) throws IOException {
    String record = "{ id: 1, email: a@b.de" + (given.isEmpty() ? "" : ", " + given) + " }";
    return results("  - given: %s\n    %s\n".formatted(record, expected))
        .get(0)
        .differences()
        .stream()
        .map(Difference::toString)
        .toList();
  }

  private List<String> faults(String examples) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), HEAD + examples);
    return MappingFile.faultsOf(folder, "m").stream()
        .map(fault -> fault.toString().replace(fault.file() + ":", ""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "total: \"1.0\"              | expect: { total: 1 }",
        "total: 12.50                | expect: { total: 12.5, Email: a@b.de }",
        "at: 2026-01-31T11:15:30+01:00 | expect: { at: 2026-01-31T10:15:30Z, local: \"2026-01-31T11:15:30+01:00\" }",
        "note: null                  | expect: { note: null }",
        "total: 1                    | { expect: { total: 1 }, absent: [note, lines] }",
        "total: 1                    | absent: note",
        "data: { a: 1, b: [2, 3] }   | expect: { data: { b: [2, 3] } }",
        "lines: [{ n: 1, sku: a }, { n: 2, sku: b }] | expect: { lines: [ { sku: A }, { line: 2 } ] }",
        "lines: []                   | expect: { lines: [] }",
        "lines: [{ n: 7 }]           | expect: { lines: [ { order_id: 1, line: 7 } ] }",
        "email: \" \"                | rejected: is empty",
        "email: \" \"                | rejected: { category: missing, field: Email, reason: required }",
        "lines: [{ sku: a }]         | rejected: { field: lines.line }",
        "gone: true                  | deactivated: { id: 1, active: false }",
        "state: draft                | filtered: true"
      })
  void holdsWhenWhatItNamesIsSo(String given, String expected) throws IOException {
    String record =
        given.contains("email")
            ? "{ id: 1, " + given + " }"
            : "{ id: 1, email: A@b.de, " + given + " }";
    String rest =
        expected.startsWith("{") ? expected.substring(1, expected.length() - 1).strip() : expected;
    String example = "  - { given: %s, %s }\n".formatted(record, rest);
    assertThat(results(example)).hasSize(1).allMatch(ExampleResult::isOk, "holds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "total: 1    | expect: { total: 2 }           | total: expected 2, got 1",
        "note: 1     | expect: { note: \"1\" }        | note: expected \"1\", got 1",
        "note: null  | absent: note                   | note: expected nothing (absent), got null",
        "''          | expect: { note: null }         | note: expected null, got nothing (absent)",
        "at: 2026-01-31T10:15:30Z | expect: { at: 2026-01-31 } | at: expected \"2026-01-31\", got \"2026-01-31T10:15:30Z\"",
        "lines: [{ n: 1, sku: a }] | expect: { lines: [ { sku: a } ] } | lines[0].sku: expected \"a\", got \"A\"",
        "lines: [{ n: 1 }] | expect: { lines: [] } | lines: expected [], got [{\"order_id\":1,\"line\":1}]",
        "total: x    | expect: { total: 2 }  | the record: expected delivered, got rejected (type: `total` is \"x\", but must be a decimal number such as 12.50)",
        "state: draft | expect: { total: 2 } | the record: expected delivered, got filtered",
        "total: 1    | rejected: nope        | the record: expected rejected, got delivered",
        "gone: true  | expect: { active: false } | the record: expected delivered, got deactivated",
        "gone: true  | deactivated: { active: true } | active: expected true, got false",
        "total: 1    | deactivated: {}       | the record: expected deactivated, got delivered",
        "total: 1    | filtered: true        | the record: expected filtered, got delivered",
        "total: x    | rejected: { category: value, field: note } | the category: expected value, got type; the field: expected note, got total",
      })
  void failsFieldByFieldWhenItIsNot(String given, String expected, String differences)
      throws IOException {
    assertThat(String.join("; ", differences(given, expected))).isEqualTo(differences);
  }

  @Test
  void zeroSecondsOfATimeMayBeWrittenOrLeftOut() throws IOException {
    String given = "at: 2026-01-01T00:00:00Z";
    assertThat(differences(given, "expect: { local: 2026-01-01T01:00:00+01:00 }")).isEmpty();
    assertThat(differences(given, "expect: { local: 2026-01-01T01:00+01:00 }")).isEmpty();
    assertThat(differences(given, "expect: { local: 2026-01-01T00:00:00Z }")).hasSize(1);
    assertThat(differences(given, "expect: { local: noon }")).hasSize(1);
  }

  @Test
  void ofAValueThatIsGivenOutInTurnAnyWillDo() {
    Assignment owner = new Assignment(List.of("005A", "005B"));
    List<Difference> differences = new ArrayList<>();
    ExpectedValue.compare("f", "005B", owner, differences);
    assertThat(differences).isEmpty();
    ExpectedValue.compare("f", "005C", owner, differences);
    assertThat(differences)
        .extracting(Difference::toString)
        .containsExactly("f: expected \"005C\", got {\"$assign\":[\"005A\",\"005B\"]}");
  }

  @Test
  void aReasonIsAPartOfTheWholeReason() throws IOException {
    assertThat(differences("total: x", "rejected: { reason: whole number }"))
        .containsExactly(
            "the reason: expected a part of it to be \"whole number\", got \"`total` is \\\"x\\\", but"
                + " must be a decimal number such as 12.50.\"");
  }

  @Test
  void binaryIsComparedWithItsBase64() {
    assertThat(ExpectedValue.words(new byte[] {1, 2})).isEqualTo("\"AQI=\"");
    List<Difference> differences = new ArrayList<>();
    ExpectedValue.compare("f", "AQI=", new byte[] {1, 2}, differences);
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{ given: { id: 1 } } | 0:5: The example doesn't say what is expected.",
        "{ expect: { total: 1 } } | 0:5: The example has no record.",
        "{ given: 5, filtered: true } | 0:14: `given` must be a table of names and values.",
        "{ given: { id: 1 }, expect: { totl: 1 } } | 0:35: The mapping has no field `totl`. Did you mean `total`?",
        "{ given: { id: 1 }, absent: [total, nota] } | 0:41: The mapping has no field `nota`. Did you mean `note`?",
        "{ given: { id: 1 }, expect: { lines: [ { skuu: A } ] } } | 0:46: The mapping has no field `skuu`. Did you mean `sku`?",
        "{ given: { id: 1 }, expect: { lines: 5 } } | 0:42: `lines` has rows, so the example must expect a list.",
        "{ given: { id: 1 }, expect: { total: 1 }, filtered: true } | 0:47: The example expects both `expect` and `filtered`.",
        "{ given: { id: 1 }, filtered: true, absent: note } | 0:41: The example expects both `filtered` and `absent`.",
        "{ given: { id: 1 }, filtered: false } | 0:35: `filtered: false` says nothing.",
        "{ given: { id: 1 }, expcet: { total: 1 } } | 0:25: `expcet` is not known here. Did you mean `expect`?",
        "{ given: { id: 1 }, rejected: { categry: type } } | 0:37: `categry` is not known here. Did you mean `category`?",
        "{ given: { id: .nan }, filtered: true } | 0:20: `.nan` is no number a record can hold.",
        "5 | 0:5: An example must be a table of names and values."
      })
  void whatCantBeMeantIsAFaultWithItsPlace(String example, String fault) throws IOException {
    List<String> faults = faults("  - " + example + "\n");
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0)).startsWith(fault.replaceFirst("^0", "" + FIRST_LINE));
  }

  @Test
  void examplesAreAList() throws IOException {
    assertThat(faults("  given: { id: 1 }\n").get(0)).contains("`examples` must be a list.");
  }

  @Test
  void aMappingWhoseExamplesFailCantBeUsed() throws IOException {
    results(
        """
          - given: { id: 1, email: " A@B.de " }
            expect: { Email: a@b.de }
          - name: a draft
            given: { id: 1, email: a@b.de }
            filtered: true
        """);
    assertThat(MappingFile.compile(folder, "m", MappingFile.NO_SETTINGS)).isNotNull();
    assertThatThrownBy(() -> MappingFile.load(folder, "m", MappingFile.NO_SETTINGS))
        .isInstanceOfSatisfying(
            FaultsException.class,
            e ->
                assertThat(e.faults())
                    .containsExactly(
                        new Fault(
                            folder.resolve("m.yaml").toString(),
                            FIRST_LINE + 2,
                            5,
                            "The example `a draft` fails: the record: expected filtered, got"
                                + " delivered.",
                            "Correct the mapping or the example.")));
  }

  @Test
  void allFilesOfAFolderAreKnownByName() throws IOException {
    Files.writeString(folder.resolve("b.yaml"), "");
    Files.writeString(folder.resolve("a.yaml"), "");
    Files.writeString(folder.resolve("notes.txt"), "");
    assertThat(MappingFile.namesIn(folder)).containsExactly("a", "b");
    assertThat(MappingFile.namesIn(folder.resolve("none"))).isEmpty();
    assertThat(
            MappingFile.faultsOf(folder, "a").stream()
                .map(Fault::what)
                .collect(Collectors.joining()))
        .isEqualTo("The file is empty.");
  }
}
