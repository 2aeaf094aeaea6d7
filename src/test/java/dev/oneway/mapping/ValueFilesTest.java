package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueFilesTest {
  private static final String FIELD = "fields: { f: { from: x, values: v.csv } }\n";

  @TempDir Path folder;

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  static Stream<Arguments> found() {
    String csv =
        "code,name\nDE,Germany\n\"AT\",\"Austria, Republic of\"\nquote,\"a \"\"b\"\"\"\nnone,\n"
            + "empty,\"\"\n\"two\nlines\",\"x\ny\"\n\" a \", b \n\"q\",\n*,keep\n";
    return Stream.of(
        arguments(csv, "DE", "Germany"),
        arguments(csv, "AT", "Austria, Republic of"),
        arguments(csv, "quote", "a \"b\""),
        arguments(csv, "none", null),
        arguments(csv, "empty", ""),
        arguments(csv, "two\nlines", "x\ny"),
        arguments(csv, " a ", " b "),
        arguments(csv, "q", null),
        arguments(csv, "other", "other"),
        arguments("\uFEFF" + csv, "DE", "Germany"),
        arguments(csv.replace("\n", "\r\n"), "DE", "Germany"),
        arguments("a,b\nDE,Germany", "DE", "Germany"),
        arguments("a,b\n\nDE,01\n\n", "DE", "01"),
        arguments("a,b\n*,null\n", "x", null),
        arguments("a,b\n*,\n", "x", null),
        arguments("a,b\nx,null\n", "x", "null"),
        arguments("a,b\n*,unknown\n", "x", "unknown"),
        arguments("a,b\n,blank\n", "", "blank"));
  }

  @ParameterizedTest
  @MethodSource("found")
  void aCsvFileTranslates(String csv, String given, Object expected) throws IOException {
    write("v.csv", csv);

    assertThat(valueOf(Mappings.in(folder, FIELD), given)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"v.yaml", "v.yml", "sub/v.yaml"})
  void aYamlFileTranslates(String name) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    write(name, "paid: P\n3: true\nsum: 1.50\n\"*\": default\n");
    Mapping mapping =
        Mappings.in(
            folder,
            "fields: { f: { from: x, values: v, default: none } }\nvalues: { v: " + name + " }\n");

    assertThat(valueOf(mapping, "paid")).isEqualTo("P");
    assertThat(valueOf(mapping, 3L)).isEqualTo(true);
    assertThat(valueOf(mapping, "sum")).hasToString("1.50");
    assertThat(valueOf(mapping, "other")).isEqualTo("none");
  }

  @Test
  void theFilesOfAMappingAreKnownThoughTheyAreBrokenOrMissing() throws IOException {
    write(
        "m.yaml",
        """
        fields:
          f: { from: x, values: sub/w.yaml, type: mistake }
          g: { from: x, values: v.csv }
          h: { from: x, values: v }
          i: { from: x, values: ../outside.csv }
        children: { c: { fields: { f: { from: x, values: c.yml } } } }
        values: { v: v.csv, u: u.csv, t: { a: b } }
        """);

    assertThat(MappingFile.files(folder, "m"))
        .containsExactly(
            folder.resolve("m.yaml"),
            folder.resolve("sub/w.yaml"),
            folder.resolve("v.csv"),
            folder.resolve("c.yml"),
            folder.resolve("u.csv"));
    assertThat(MappingFile.files(folder, "none")).containsExactly(folder.resolve("none.yaml"));
  }

  @Test
  void anEditedValueFileIsTakenUp() throws IOException {
    write("v.csv", "a,b\nx,old\n");
    Mappings.in(folder, FIELD);
    LiveMapping live =
        new LiveMapping(
            "m",
            () -> MappingFile.files(folder, "m"),
            () -> MappingFile.load(folder, "m", MappingFile.NO_SETTINGS),
            List.of());

    write("v.csv", "a,b\nx,new\n");

    await()
        .untilAsserted(
            () -> {
              live.poll();
              assertThat(valueOf(live.current(), "x")).isEqualTo("new");
            });
  }

  static Stream<Arguments> brokenCsv() {
    return Stream.of(
        arguments("", "v.csv:1:1: The file has no header of two names."),
        arguments("\n", "v.csv:1:1: The file has no header of two names."),
        arguments("a;b\nDE;Germany\n", "v.csv:1:1: The file has no header of two names. Write"),
        arguments("a,b,c\n", "v.csv:1:1: The file has no header of two names."),
        arguments("a,\nDE,x\n", "v.csv:1:1: The file has no header of two names."),
        arguments("a,b\nDE\n", "v.csv:2:1: The line has 1 column and needs two."),
        arguments("a,b\n\nDE,x,y\n", "v.csv:3:1: The line has 3 columns and needs two."),
        arguments("a,b\n\"x\ny\",z\nDE\n", "v.csv:4:1: The line has 1 column"),
        arguments("a,b\nDE,x\nAT,y\nDE,x\n", "v.csv:4:1: `DE` is here twice, first in line 2."),
        arguments("a,b\n*,x\n*,y\n", "v.csv:3:1: `*` is here twice, first in line 2."),
        arguments("a,b\nDE,\"x\n", "v.csv:"),
        arguments("a,b\nDE,\"x\"y\n", "v.csv:2:"),
        arguments("a,b\nDE, \"x\"\n", "v.csv:2:4: A quote stands inside a value without"),
        arguments("a,b\n*,default\n", "m.yaml:4:33: The value map says `\"*\": default`"));
  }

  @ParameterizedTest
  @MethodSource("brokenCsv")
  void aMistakeInACsvFileIsToldWithItsLine(String csv, String fault) throws IOException {
    write("v.csv", csv);

    assertThat(Mappings.faultsIn(folder, FIELD)).singleElement().asString().startsWith(fault);
  }

  @Test
  void aFileThatIsNotUtf8IsToldWithThePlace() throws IOException {
    Files.write(folder.resolve("v.csv"), "a,b\nx,größe\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(Mappings.faultsIn(folder, FIELD))
        .containsExactly("v.csv:2:5: The file is not UTF-8 text. Save it in UTF-8.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: b\\na: c         | v.yaml:2:1: `a` is here twice, first in line 1.",
        "- a                 | v.yaml:1:1: A value map must be a table",
        "a: {                | v.yaml:1:5: The file isn't YAML",
        "a: .nan             | v.yaml:1:4: `.nan` is no number a record can hold",
        "# nothing           | v.yaml: The file is empty. Write `source: destination`"
      })
  void aMistakeInAYamlFileIsToldWithItsLine(String yaml, String fault) throws IOException {
    write("v.yaml", yaml.replace("\\n", "\n"));

    assertThat(Mappings.faultsIn(folder, FIELD.replace("csv", "yaml")))
        .singleElement()
        .asString()
        .startsWith(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "countrys.csv      | Did you mean `countries.csv`? Put it there, or name another one.",
        "../v.csv          | `../v.csv` is outside the folder of the mapping file.",
        "sub/../v.csv      | is outside the folder",
        "'..\\v.csv'       | is outside the folder",
        "/etc/v.csv        | `/etc/v.csv` is outside the folder",
        "no/v.csv          | There is no file",
        "'\"a\\0.csv\"'    | is no file name"
      })
  void aFileThatCanNotBeNamedIsAFaultWhereItIsNamed(String name, String message)
      throws IOException {
    write("countries.csv", "a,b\n");

    assertThat(Mappings.faultsIn(folder, FIELD.replace("v.csv", name)))
        .singleElement()
        .asString()
        .startsWith("m.yaml:4:33: ")
        .contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer | 01    | Write `1`, as such a value is looked up.",
        "integer | 1.0   | Write `1`,",
        "integer | x     | Write it as that type has it, or remove it.",
        "integer | ' '   | Write it as that type has it",
        "integer | 12    |",
        "decimal | 1.50  | Write `1.5`,",
        "decimal | 1.5   |",
        "boolean | yes   | Write it as that type has it",
        "boolean | TRUE  | Write `true`,",
        "boolean | false |",
        "date    | 2026-1-31 | Write it as that type has it",
        "date    | 2026-01-31T10:00 | Write `2026-01-31`,",
        "date    | 2026-01-31 |",
        "instant | 2026-01-31T11:15:30+01:00 | Write `2026-01-31T10:15:30Z`,",
        "instant | 2026-01-31T10:15:30Z |",
        "binary  | AQ    | Write `AQ==`,",
        "text    | 01    |",
        "json    | x     |"
      })
  void anEntryNoValueOfTheTypeIsLookedUpAsIsAFault(String type, String entry, String remedy) {
    String field =
        "fields:\n  f: { from: x, type: " + type + ", values: v }\nvalues:\n  v:\n    ? '" + entry;

    List<String> faults = Mappings.faultsIn(folder, field + "'\n    : y\n");

    if (remedy == null) {
      assertThat(faults).isEmpty();
    } else {
      assertThat(faults)
          .singleElement()
          .asString()
          .startsWith("m.yaml:8:7: `" + entry + "` is never found: the field in ")
          .contains("m.yaml:5 has `type: " + type + "`. " + remedy);
    }
  }

  @Test
  void aMapIsCheckedForEachTypeOfItsFieldsAndOncePerType() throws IOException {
    write("v.csv", "a,b\n1,one\ntrue,yes\n");
    String fields =
        """
        fields:
          i: { from: x, type: integer, values: v.csv }
          j: { from: x, type: integer, values: v.csv }
          b: { from: x, type: boolean, values: v.csv }
          t: { from: x, values: v.csv }
        """;

    assertThat(Mappings.faultsIn(folder, fields))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("v.csv:2:1: `1` is never found").contains(":7 "),
            second ->
                assertThat(second).startsWith("v.csv:3:1: `true` is never found").contains(":5 "));
  }

  @Test
  void thoseWhoBecomeNullNeverBecomeTheDefaultUnnoticed() throws IOException {
    write("v.csv", "a,b\n*,null\n");

    assertThat(Mappings.faultsIn(folder, "fields: { f: { from: x, values: v.csv, default: y } }\n"))
        .singleElement()
        .asString()
        .startsWith("v.csv:2:1: Others become null here, and the field in ")
        .endsWith("m.yaml:4 makes its default of null. Write `default` in place of null.");
  }

  @Test
  void aFileFullOfMistakesIsToldUpToAHundred() throws IOException {
    write("v.csv", "a,b\n" + "x,y\n".repeat(500));
    assertThat(Mappings.faultsIn(folder, FIELD))
        .hasSize(101)
        .last()
        .asString()
        .endsWith("The lines below weren't read. Mend those above first.");

    write("v.csv", "a,b\n" + lines(500, "0"));
    assertThat(Mappings.faultsIn(folder, FIELD.replace("from: x", "from: x, type: integer")))
        .hasSize(101)
        .last()
        .asString()
        .endsWith("The entries below weren't checked. Mend those above first.");
  }

  @Test
  void aMapIsNamedAFileOrATable() {
    assertThat(
            Mappings.faultsIn(folder, FIELD.replace("v.csv", "v") + "values: { v: countries }\n"))
        .containsExactly(
            "m.yaml:5:14: `v` is neither a table nor a file. Write `source: destination` lines"
                + " below it, or a file such as `countries.csv`.");
  }

  @ParameterizedTest
  @CsvSource({"v.csv", "v.yaml"})
  void aHundredThousandLinesLoadAndMapFast(String name) throws IOException {
    String lines = lines(100_000, "");
    write(name, name.endsWith("csv") ? "a,b\n" + lines : lines.replace(",", ": "));

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Mapping mapping =
              Mappings.in(
                  folder, "fields: { f: { from: x, type: integer, values: " + name + " } }\n");
          for (long i = 0; i < 100_000; i++) {
            assertThat(valueOf(mapping, i).equals("v" + i)).isTrue();
          }
        });
  }

  private static String lines(int count, String zero) {
    return IntStream.range(0, count)
        .mapToObj(i -> zero + i + ",v" + i + "\n")
        .collect(Collectors.joining());
  }

  private static Object valueOf(Mapping mapping, Object given) {
    return Mappings.delivered(mapping, Map.of("id", 1L, "x", given)).get("f");
  }

  @Test
  void aFileWithValuesIsNoMapping() throws IOException {
    write("m.yaml", "fields: { f: { from: x, values: v.yaml } }\nvalues: { w: ./w.yaml }\n");
    write("v.yaml", "A: B\n");
    write("w.yaml", "A: B\n");
    write("other.yaml", "half of: {\n");
    Files.createDirectories(folder.resolve("folder.yaml"));

    assertThat(MappingFile.namesIn(folder)).containsExactly("m", "other");
  }
}
