package dev.oneway.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Texts that have broken programs before. */
public final class NaughtyStrings {
  private NaughtyStrings() {}

  /** One or two of each kind. */
  public static List<String> own() {
    return List.of(
        "",
        " ",
        "\t\r\n\u000B\f",
        "\u0085\u00A0\u2028\u2029\u3000",
        "null",
        "undefined",
        "NULL",
        "NaN",
        "-Infinity",
        "true",
        "0x0",
        "1e400",
        "1E+999999999",
        "-1e-999999999",
        "9".repeat(400),
        "1,000.00",
        "٠١٢３",
        "-0",
        ".5",
        "2026-02-30",
        "9999-12-31T24:00:00Z",
        "<script>alert(1)</script>",
        "<img src=x onerror='alert(1)'>&lt;&#0;&#xD800;&bogus;",
        "'; DROP TABLE things; --",
        "\" OR 1=1 --",
        "\\N",
        "\\.",
        "${env:HOME} {{name}} #{1+1} %s %n {0}",
        "{a} {{ }} {",
        "../../etc/passwd",
        "\u202Etxet desrever\u202C",
        "ׁ\u05D0\u05D1 العربية 12",
        "Z\u0335\u0321a\u0336\u0322l\u0337\u0323g\u0338\u0324o\u0301\u0323".repeat(8),
        "👨\u200D👩\u200D👧\u200D👦 🏳️\u200D🌈 👍🏽 🇩🇪🇫",
        "İıſßŉǰΐΣσςﬃẞ𐐀𐐨ǅ",
        "각 가\u11A8",
        "\uFEFFbom\uFEFF",
        "\uFFFE\uFFFF\uDBFF\uDFFF",
        "\u0000",
        "a\u0000b",
        "\uD83D",
        "\uDE00\uD83D",
        "half \uD83D of it",
        "\u0001\u0007\u001B[31m\u007F\u009F",
        "\u200B\u00AD\u2060",
        "ann@example.com",
        "a".repeat(64) + "@" + "b".repeat(63) + ".de",
        "+4930901820 ext. 5",
        "++49++",
        "=cmd|' /C calc'!A0",
        "{\"a\":[1,{\"b\":null}]}",
        "[".repeat(2000),
        "\"",
        "====",
        "Zm9v\n",
        ",,;;,,",
        "long ".repeat(20_000));
  }

  /** Those of a larger list, a JSON array in the file of this setting; without it no test. */
  public static List<String> listed() {
    String file = System.getProperty("oneway.test.strings", "");
    assumeTrue(!file.isEmpty(), "-Doneway.test.strings= names no list");
    try {
      List<?> list = RecordJson.mapper().readValue(Files.readString(Path.of(file)), List.class);
      return list.stream().map(String.class::cast).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
