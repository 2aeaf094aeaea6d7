package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MappingFaultsTest {
  @TempDir Path folder;

  private List<Fault> faultsOf(byte[] content) throws IOException {
    Files.write(folder.resolve("m.yaml"), content);
    return faultsOf("m");
  }

  private List<Fault> faultsOf(String name) {
    FaultsException faults =
        catchThrowableOfType(
            FaultsException.class, () -> MappingFile.load(folder, name, MappingFile.NO_SETTINGS));
    assertThat(faults).as("a fault").isNotNull();
    return faults.faults();
  }

  @Test
  void allMistakesOfAFileAreToldAtOnceWithTheirPlaces() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/mapping/ten-mistakes.yaml")) {
      assertThat(faultsOf(file.readAllBytes()))
          .extracting(fault -> fault.line() + ":" + fault.column() + " " + fault.what())
          .containsExactly(
              "1:48 `ownr` is not known here.",
              "2:1 `destination` has no `object`.",
              "4:40 `type: decimal` is unknown.",
              "5:14 `financial_status !== \"voided\"` isn't a JSONata expression at character 20:"
                  + " The symbol \"=\" cannot be used as a unary operator.",
              "7:50 There is no text function `lowr`.",
              "8:40 `type: money` is unknown.",
              "9:47 There is no value map `paid`.",
              "10:24 `both` has both `from` and `expr`.",
              "11:3 The field `order_id` is already declared in line 3.",
              "12:33 `zone` is for points in time only.",
              "13:13 The path `first name` has ` ` where it can't be.",
              "14:3 `name` is here twice, first in line 13.",
              "18:25 `number` is no key field of the record.",
              "20:14 `missing: remove` is unknown.",
              "22:3 No field uses the value map `pay`.");
    }
  }

  static Stream<Arguments> singleMistakes() {
    return Stream.of(
        arguments("fields: { f: { from: a, type: integr } }", "4:31", "Did you mean `integer`?"),
        arguments("fields: { f: { from: a, type: [a] } }", "4:31", "must be a single text"),
        arguments("fields: { f: { from: a, on: update } }", "4:29", "`always`, `create`, `empty`"),
        arguments("fields: { f: { from: a, null: drop } }", "4:31", "`clear`, `keep`"),
        arguments("fields: { f: { from: a, required: yes } }", "4:35", "either true or false"),
        arguments("fields: { f: { fro: a } }", "4:16", "Did you mean `from`?"),
        arguments(
            "fields: { f: { type: text } }", "4:11", "doesn't say where its value comes from"),
        arguments("fields: { f: }", "4:13", "`f` is empty."),
        arguments("fields: { f: [a] }", "4:14", "`f` must be a table"),
        arguments("fields: [a]", "4:9", "`fields` must be a table"),
        arguments("fields: { ? [a] : b }", "4:13", "A name must be a plain text."),
        arguments("fields: { f: a..b }", "4:14", "The path `a..b` has `.` where it can't be."),
        arguments("fields: { f: a. }", "4:14", "The path `a.` ends too early."),
        arguments("fields: { f: '' }", "4:14", "The path `` is empty."),
        arguments("fields: { f: 'a[x]' }", "4:14", "an index that is no whole number"),
        arguments("fields: { f: 'a[-1]' }", "4:14", "for the last element or a search use `expr:`"),
        arguments("fields: { f: 'a[0' }", "4:14", "an index that is no whole number"),
        arguments("fields: { f: 'a.\"b' }", "4:14", "a quote that isn't closed"),
        arguments("fields: { f: $sum(a) }", "4:14", "for a computation use `expr:`"),
        arguments("fields: { f: { expr: '(' } }", "4:22", "isn't a JSONata expression"),
        arguments("fields: { f: { expr: '' } }", "4:22", "isn't a JSONata expression"),
        arguments(
            "fields: { f: { from: a, type: instant, zone: Europe/Berln } }",
            "4:46",
            "There is no time zone `Europe/Berln`. Did you mean `Europe/Berlin`?"),
        arguments(
            "fields: { f: { from: a, type: instant, sourceZone: Mars } }", "4:52", "no time zone"),
        arguments(
            "fields: { f: { from: a, type: instant, format: 'jj' } }", "4:48", "is no date format"),
        arguments(
            "fields: { f: { from: a, type: instant, format: \"d 'of\" } }",
            "4:48",
            "is no date format"),
        arguments(
            "fields: { f: { from: a, type: date, format: d } }", "4:37", "points in time only"),
        arguments("fields: { f: { from: a, sourceZone: UTC } }", "4:25", "points in time only"),
        arguments(
            "fields: { f: { from: a, type: integer, default: x } }",
            "4:49",
            "The default is \"x\", but must be a whole number such as 12."),
        arguments(
            "fields: { f: { from: a, default: .nan } }", "4:34", "no number a record can hold"),
        arguments("fields: { f: { from: a, values: pay } }", "4:33", "Add a `values:` section"),
        arguments(
            "fields: { f: { from: a, values: pai } }\nvalues: { pay: {} }",
            "4:33",
            "Did you mean `pay`?"),
        arguments("fields: { f: { from: a, values: 5 } }\nvalues: [a]", "5:9", "must be a table"),
        arguments("changedAt: { type: integer }", "4:12", "`changedAt` names no path"),
        arguments("changedAt: a b", "4:12", "The path `a b`"),
        arguments("changedAt:", "4:11", "`changedAt` is empty"),
        arguments("where: $now() > 1", "4:8", "a different value each time"),
        arguments("whre: true", "4:1", "Did you mean `where`?"),
        arguments("children: { c: { each: a, parent: { p: id } } }", "4:13", "`c` has no `key`."),
        arguments(
            "children: { c: { parent: { p: id }, key: { k: a } } }",
            "4:37",
            "`c` has a `key` and no `each`."),
        arguments("children: { c: { each: a, key: { k: a } } }", "4:13", "`c` has no `parent`."),
        arguments(
            "children: { c: { each: a, parent: {}, key: { k: a } } }",
            "4:27",
            "doesn't repeat the key field `id`"),
        arguments(
            "children: { c: { each: a, parent: { p: id, q: id }, key: { k: a } } }",
            "4:44",
            "`id` is repeated twice"),
        arguments(
            "children: { c: { each: a, parent: { p: id }, key: { p: a } } }",
            "4:53",
            "The field `p` is already declared in line 4."),
        arguments(
            "children: { c: { each: a, parent: { p: id }, key: {} } }", "4:46", "`key` is empty."),
        arguments(
            "children: { c: { each: a, parent: { p: id }, key: { k: { from: a, on: create } } } }",
            "4:67",
            "A key field is always required and always written."),
        arguments("fields: &x { f: { from: a, default: *x } }", "4:9", "contains itself"),
        arguments("fields: { f: { from: a, default: &x [*x] } }", "4:34", "contains itself"));
  }

  @ParameterizedTest
  @MethodSource("singleMistakes")
  void aMistakeIsOneFaultAtItsPlace(String rest, String place, String message) throws IOException {
    String head =
        """
        source: { system: Shop, object: order }
        destination: { system: BI, object: orders }
        key: { id: id }
        """;

    List<Fault> faults = faultsOf((head + rest + "\n").getBytes(StandardCharsets.UTF_8));

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0)).asString().contains("/m.yaml:" + place + ": ").contains(message);
    assertThat(faults.get(0).what()).endsWith(".");
    assertThat(faults.get(0).remedy()).matches("(?s).*[.?]");
  }

  @Test
  void missingSectionsAreNamed() throws IOException {
    assertThat(faultsOf("fields: { f: a }\n".getBytes(StandardCharsets.UTF_8)))
        .extracting(Fault::what)
        .containsExactly(
            "The section `source` is missing.",
            "The section `destination` is missing.",
            "The section `key` is missing.");
  }

  @Test
  void aKeyIsAlwaysRequiredAndAlwaysWritten() throws IOException {
    String yaml =
        """
        source: { system: Shop, object: order }
        destination: { system: BI, object: orders }
        key:
          id: { from: id, required: true, on: create, null: keep }
        """;

    assertThat(faultsOf(yaml.getBytes(StandardCharsets.UTF_8)))
        .extracting(Fault::column)
        .containsExactly(19, 35, 47);
  }

  @Test
  void aSyntaxErrorSaysWhere() throws IOException {
    assertThat(faultsOf("source: { a: b\nkey: {\n".getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .satisfies(fault -> assertThat(fault.line()).isEqualTo(2))
        .satisfies(fault -> assertThat(fault.what()).startsWith("The file isn't YAML:"));
  }

  @Test
  void aCharacterThatYamlDoesNotAllowIsShownWithItsPlace() throws IOException {
    assertThat(faultsOf("source:\n  a: \u0007\n".getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .asString()
        .contains("m.yaml:2:6: The character U+0007 has no place in YAML.");
  }

  @Test
  void aSecondDocumentIsASyntaxError() throws IOException {
    assertThat(faultsOf("a: 1\n---\nb: 2\n".getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .satisfies(fault -> assertThat(fault.line()).isEqualTo(2));
  }

  @Test
  void aFileThatIsNotUtf8SaysWhere() throws IOException {
    assertThat(faultsOf("source:\n  größe: x\n".getBytes(StandardCharsets.ISO_8859_1)))
        .singleElement()
        .asString()
        .contains("m.yaml:2:5: The file is not UTF-8 text. Save it in UTF-8.");
  }

  @Test
  void anEmptyFileIsAFault() throws IOException {
    for (String empty : List.of("", "\n", "# only a comment\n")) {
      assertThat(faultsOf(empty.getBytes(StandardCharsets.UTF_8)))
          .singleElement()
          .satisfies(fault -> assertThat(fault.what()).isEqualTo("The file is empty."));
    }
    assertThat(faultsOf("just text".getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .satisfies(fault -> assertThat(fault.what()).contains("must be a table"));
  }

  @Test
  void aMissingFileNamesThePathAndTheNearestFile() throws IOException {
    Files.writeString(folder.resolve("shop-order-to-bi-orders.yaml"), "");

    assertThat(faultsOf("shop-orders-to-bi-order"))
        .singleElement()
        .asString()
        .startsWith(folder + "/shop-orders-to-bi-order.yaml: There is no mapping file " + folder)
        .contains("Did you mean `shop-order-to-bi-orders`?");
    assertThat(faultsOf("../m")).singleElement().asString().contains("is no file name");
  }

  @Test
  void aFolderThatDoesNotExistIsAFaultLikeAMissingFile() {
    FaultsException faults =
        catchThrowableOfType(
            FaultsException.class,
            () -> MappingFile.load(Path.of("no-such-folder"), "m", MappingFile.NO_SETTINGS));

    assertThat(faults.faults().get(0).place()).isEqualTo("no-such-folder/m.yaml");
  }

  @Test
  void aByteOrderMarkAndDosLineEndsAreFine() throws IOException {
    String yaml =
        """
        source: { system: Shop, object: order }
        destination: { system: BI, object: orders }
        key: { id: id }
        """;
    Files.writeString(folder.resolve("m.yaml"), "\uFEFF" + yaml.replace("\n", "\r\n"));

    assertThat(MappingFile.load(folder, "m", MappingFile.NO_SETTINGS).shape().object())
        .isEqualTo("orders");
  }
}
