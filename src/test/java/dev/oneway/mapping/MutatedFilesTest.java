package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.fault.NotConfiguredException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Assertions;

/** Whatever a mapping file holds, it is a mapping or has faults at places inside the file. */
class MutatedFilesTest {
  private static final String WHOLE =
      """
      # everything
      source: { system: Shop, object: order, owner: sales }
      destination: { system: BI, object: orders }
      key: { id: id }
      """
          + EveryWord.REST
          + """
          values:
            stage: { lead: MQL, "*": reject }
            more: { a: &anchor [1, 2], b: *anchor }
          """;

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "- ",
          "#",
          "&a ",
          "*a",
          "!!int ",
          "!!bool ",
          "!!float ",
          "!x ",
          "'",
          "\"",
          "|",
          ">",
          "? ",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "\t",
          "\n",
          "\r",
          "\0",
          "\uFEFF",
          "😀",
          "\u0085",
          "\u2028",
          "null",
          "~",
          "0x",
          "1e999999999",
          ".nan",
          "<<: *a",
          "@",
          "`",
          "{{env:NOT_SET}}",
          "fields:",
          "each:",
          "from:",
          "$$",
          "/(/",
          "0o9",
          "\\",
          "\uFFFE");

  private static Path folder;

  @BeforeContainer
  static void open() throws IOException {
    folder = Files.createTempDirectory("mutated");
  }

  @AfterContainer
  static void close() throws IOException {
    Files.deleteIfExists(folder.resolve("m.yaml"));
    Files.delete(folder);
  }

  @Property(tries = 300, seed = "20261120")
  void aMutatedFileIsAMappingOrHasFaults(@ForAll("mutations") String text) {
    isMappingOrFaults(text);
  }

  @Property(tries = 150, seed = "20261120")
  void soIsAnyText(@ForAll("texts") String text) {
    isMappingOrFaults(text);
  }

  @Example
  void soIsAFileNestedDeeperThanAnyStack() {
    for (String text :
        List.of(
            "[".repeat(100_000),
            "- ".repeat(5_000),
            WHOLE.replace("[1, 2]", "[".repeat(5_000) + "]".repeat(5_000)),
            WHOLE.replace("[1.50,", "[" + "[".repeat(500) + "]".repeat(500) + ","))) {
      assertThat(isMappingOrFaults(text)).singleElement().asString().contains("nested");
    }
  }

  @Example
  void soIsAFileOfAliasesOfAliases() {
    StringBuilder laughs = new StringBuilder("  a0: &a0 [x, x]\n");
    for (int i = 1; i < 24; i++) {
      laughs.append("  a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
    }
    String values = "values:\n" + laughs;

    assertThat(isMappingOrFaults(values + WHOLE.replace("value: [1.50", "value: [*a23")))
        .singleElement()
        .asString()
        .contains("m.yaml: ", "aliases");
  }

  private static List<Fault> isMappingOrFaults(String text) {
    List<Fault> faults =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> faultsOf(text));

    int lines =
        1 + (int) text.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
    assertThat(faults)
        .allSatisfy(
            fault -> {
              assertThat(fault.line()).isBetween(0, lines);
              assertThat(fault.column()).isNotNegative();
              assertThat(fault.toString()).contains("m.yaml").doesNotContain("\u0000");
            });
    return faults;
  }

  private static List<Fault> faultsOf(String text) throws IOException {
    Files.write(folder.resolve("m.yaml"), text.getBytes(StandardCharsets.UTF_8));
    try {
      assertThat(MappingFile.load(folder, "m", MappingFile.NO_SETTINGS)).isNotNull();
      return List.of();
    } catch (NotConfiguredException e) {
      assertThat(e.settings()).isNotEmpty();
      return List.of();
    } catch (FaultsException e) {
      assertThat(e.faults()).isNotEmpty();
      return e.faults();
    }
  }

  @Provide
  Arbitrary<String> mutations() {
    return Arbitraries.randomValue(MutatedFilesTest::mutated);
  }

  private static String mutated(Random random) {
    String text = WHOLE;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      text = random.nextBoolean() ? ofLines(text, random) : ofCharacters(text, random);
    }
    return text;
  }

  private static String ofLines(String text, Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)")));
    int at = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(other, lines.get(at));
      case 2 -> lines.set(at, lines.set(other, lines.get(at)));
      default -> lines.set(at, " ".repeat(random.nextInt(4)) + lines.get(at).stripLeading());
    }
    return String.join("", lines);
  }

  private static String ofCharacters(String text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(8));
    String token =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> text.substring(at, end).repeat(2);
          case 2 -> TOKENS.get(random.nextInt(TOKENS.size()));
          default -> {
            int from = random.nextInt(text.length());
            yield text.substring(from, Math.min(text.length(), from + random.nextInt(30)));
          }
        };
    return text.substring(0, at) + token + text.substring(end);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40),
        Arbitraries.of(TOKENS).list().ofMaxSize(20).map(list -> String.join("", list)),
        Arbitraries.randomValue(random -> WHOLE.substring(0, random.nextInt(WHOLE.length()))));
  }
}
