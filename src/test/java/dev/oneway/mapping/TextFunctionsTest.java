package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextFunctionsTest {
  private static final String FAMILY = "👨\u200D👩\u200D👧";
  private static final String HALF = "\uD83D";

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("title", "ANN LEE", "Ann Lee"),
        arguments("title", "o'neill", "O'neill"),
        arguments("title", "d\u2019arc", "D\u2019arc"),
        arguments("title", "jean-luc", "Jean-Luc"),
        arguments("title", "'tis", "'Tis"),
        arguments("title", "3RD street, 2ND floor", "3rd Street, 2nd Floor"),
        arguments("title", "élan  ÉLAN\télan", "Élan  Élan\tÉlan"),
        arguments("title", "jose\u0301 e\u0301va", "Jose\u0301 E\u0301va"),
        arguments("title", "ǆ ǅ Ǆ", "ǅ ǅ ǅ"),
        arguments("title", "ΟΔΥΣΣΕΥΣ Σ ΣΑΣ", "Οδυσσευς Σ Σας"),
        arguments("title", "straße İSTANBUL ıI", "Straße İstanbul Ii"),
        arguments("title", "𐐨𐐨", "𐐀𐐨"),
        arguments("title", HALF + "a 1 -", HALF + "A 1 -"),
        arguments("title", "", ""),
        arguments("lower", "ΟΔΥΣΣΕΥΣ ΣΑΣ.", "οδυσσευς σας."),
        arguments("lower", "İ", "i\u0307"),
        arguments("strip-html", "plain\n  text", "plain\n  text"),
        arguments("strip-html", "a < b", "a < b"),
        arguments("strip-html", "a <b and <c", "a <b and <c"),
        arguments("strip-html", "1<2 AT&T", "1<2 AT&T"),
        arguments("strip-html", "<p>one</p><p>two <b>bold</b>\n three</p>", "one\ntwo bold three"),
        arguments("strip-html", "a<br>b<br/>c", "a\nb\nc"),
        arguments("strip-html", "<ul><li>a<li>b</ul>", "a\nb"),
        arguments("strip-html", "<table><tr><td>a</td><td>b</td></tr><tr><td>c", "a b\nc"),
        arguments("strip-html", "<pre>a\n  b</pre>c\nd", "a\nb\nc d"),
        arguments(
            "strip-html", "x<!-- no -->y<script>if (a<b) {}</script><style>p{}</style>", "xy"),
        arguments("strip-html", "<script>a > b; c <d", ""),
        arguments("strip-html", "&lt;b&gt; &amp;amp; &eacute;&#128512;", "<b> &amp; é😀"),
        arguments("strip-html", "<html><head><title>t</title></head><body>b", "b"),
        arguments("strip-html", "a&nbsp;b", "a\u00A0b"),
        arguments("strip-html", "", ""),
        arguments("nfc", "Jose\u0301", "José"),
        arguments("nfc", "\u212B", "Å"),
        arguments("nfc", "ASCII", "ASCII"),
        arguments("nfc", HALF, HALF),
        arguments("digits", "+49 (0)30-12", "4903012"),
        arguments("digits", "١٢ ３ 𝟜 ² Ⅷ", "1234"),
        arguments("digits", "none", ""),
        arguments("truncate:3", "abcd", "abc"),
        arguments("truncate:3", "abc", "abc"),
        arguments("truncate:2", "😀😀😀", "😀😀"),
        arguments("truncate:3", "😀😀", "😀😀"),
        arguments("truncate:2", "ae\u0301x", "a"),
        arguments("truncate:3", "ae\u0301x", "ae\u0301"),
        arguments("truncate:1", "e\u0301", ""),
        arguments("truncate:1", "☂\uFE0Fx", ""),
        arguments("truncate:2", FAMILY + "x", ""),
        arguments("truncate:3", "x" + FAMILY, "x"),
        arguments("truncate:5", FAMILY + "x", FAMILY),
        arguments("truncate:1", "👍🏽", ""),
        arguments("truncate:3", "🇩🇪🇫🇷", "🇩🇪"),
        arguments("truncate:4", "a🇩🇪🇫🇷", "a🇩🇪"),
        arguments("truncate:2", "가나다", "가나"),
        arguments("truncate:1", "\u1100\u1161", ""),
        arguments("truncate:1", HALF + "x", HALF),
        arguments("[strip-html, trim, truncate:4, upper]", "<p> hello", "HELL"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aFunctionMakesItsTextOfEachText(String functions, String given, String expected) {
    Mapping mapping = Mappings.ofField("{ from: x, text: " + functions + " }");

    assertThat(valueOf(mapping, given)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void workedTwiceItGivesTheSameExceptHtml(String functions, String given, String expected) {
    if (!functions.contains("strip-html")) {
      Mapping mapping = Mappings.ofField("{ from: x, text: " + functions + " }");

      assertThat(valueOf(mapping, expected)).as(given).isEqualTo(expected);
    }
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        arguments("strip-html", "<div>".repeat(10_000) + "x", "x"),
        arguments("strip-html", "<b>".repeat(10_000) + "x" + "</b>".repeat(10_000), "x"),
        arguments("strip-html", "<".repeat(1_000_000), "<".repeat(1_000_000)),
        arguments("strip-html", "<a ".repeat(100_000) + ">", ""),
        arguments("strip-html", "&".repeat(1_000_000), "&".repeat(1_000_000)),
        arguments("lower", "Σ".repeat(1_000_000), "σ".repeat(999_999) + "ς"),
        arguments("title", "Σ'".repeat(500_000), "Σ'" + "σ'".repeat(499_998) + "ς'"),
        arguments("truncate:999999", "e" + "\u0301".repeat(1_000_000), ""),
        arguments("truncate:999999", "🇩".repeat(1_000_000), "🇩".repeat(999_998)),
        arguments("collapse", " ".repeat(1_000_000), " "));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextsAreWorkedInLinearTime(String function, String given, String expected) {
    Mapping mapping = Mappings.ofField("{ from: x, text: " + function + " }");

    Object value = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> valueOf(mapping, given));

    assertThat(expected.equals(value)).isTrue();
  }

  @Test
  void whatCouldNotBeWorkedInTimeIsRefusedByName() {
    assertThat(reason("nfc", "a" + "\u0301".repeat(1001)))
        .isEqualTo(
            "`x` is a text of 1002 characters, but must be a text of at most 1000 combining marks"
                + " in a row.");
    assertThat(reason("strip-html", "<".repeat(5_000_001)))
        .isEqualTo(
            "`x` is a text of 5000001 characters, but must be a text of at most 5000000 characters"
                + " to be read as HTML.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "truncate     | `truncate` doesn't say how many characters are left. Write a whole number",
        "truncate:0   | `truncate:0` doesn't say how many",
        "truncate:-1  | `truncate:-1` doesn't say how many",
        "truncate:1.5 | `truncate:1.5` doesn't say how many",
        "truncate:1000000000 | doesn't say how many",
        "truncate:x   | doesn't say how many",
        "trim:3       | `trim` takes no number. Write `trim` alone.",
        "truncat:20   | There is no text function `truncat:20`. Did you mean `truncate`?",
        "strip_html   | There is no text function `strip_html`. Did you mean `strip-html`?",
        "titel        | Did you mean `title`?",
        "{truncate: 3}| Write a function's number without a blank: `truncate:20`.",
        "[[trim]]     | `text` must be a single text."
      })
  void aMisspeltFunctionIsAFaultAtItsPlace(String function, String message, @TempDir Path folder) {
    List<String> faults =
        Mappings.faultsIn(folder, "fields: { f: { from: x, text: " + function + " } }\n");

    assertThat(faults).singleElement().asString().startsWith("m.yaml:4:3").contains(message);
  }

  private static String reason(String function, String given) {
    Mapping mapping = Mappings.ofField("{ from: x, text: " + function + " }");
    return Mappings.rejected(mapping, record(given)).reason();
  }

  private static Object valueOf(Mapping mapping, String given) {
    return Mappings.delivered(mapping, record(given)).get("f");
  }

  private static Map<String, Object> record(Object value) {
    return new HashMap<>(Map.of("id", 1L, "x", value));
  }
}
