package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every text, be it Unicode or half of it. */
class TextPropertiesTest {
  private static final Map<String, Mapping> MAPPINGS = new HashMap<>();

  @Property(tries = 3000, seed = "20261120")
  void workedTwiceItGivesWhatItGivesOnce(
      @ForAll("texts") String text, @ForAll("idempotent") String work) {
    Optional<Object> once = worked(work, text);

    once.filter(value -> !value.equals("null"))
        .ifPresent(value -> assertThat(worked(work, value)).contains(value));
  }

  @Property(tries = 1000, seed = "20261120")
  void truncationIsTheBeginningAndTearsNothing(
      @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 12) int most) {
    String cut = (String) worked("text: truncate:" + most, text).orElseThrow();

    assertThat(text).startsWith(cut);
    assertThat(cut.codePointCount(0, cut.length())).isLessThanOrEqualTo(most);
    if (!cut.isEmpty() && cut.length() < text.length()) {
      assertThat(Character.isSurrogatePair(cut.charAt(cut.length() - 1), text.charAt(cut.length())))
          .isFalse();
    }
  }

  @Property(tries = 500, seed = "20261120")
  void aLongTextHasTheLettersJavaGivesIt(
      @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 60) int times) {
    String longer = text.repeat(times);

    assertThat(worked("text: upper", longer)).contains(longer.toUpperCase(Locale.ROOT));
    String noSigma = longer.replace("Σ", "");
    assertThat(worked("text: lower", noSigma)).contains(noSigma.toLowerCase(Locale.ROOT));
  }

  @Property(tries = 500, seed = "20261120")
  void whatIsJoinedIsSplitAgain(@ForAll("texts") String text) {
    Optional<Object> whole = worked("split: ',', join: ','", text);

    assertThat(whole).contains(joined(text));
  }

  /** Elements that are empty are left out. */
  private static Object joined(String text) {
    String joined =
        String.join(
            ",", Arrays.stream(text.split(",", -1)).filter(part -> !part.isEmpty()).toList());
    return joined.isEmpty() ? "null" : joined;
  }

  @Property(tries = 500, seed = "20261120")
  void withoutWorkEachTextPassesAsItIs(@ForAll("texts") String text) {
    assertThat(worked("type: text", text)).contains(text);
    assertThat(worked("null: keep", text)).contains(text);
    assertThat(worked("values: { nobody: x, '*': keep }", text)).contains(text);
  }

  @Property(tries = 500, seed = "20261120")
  void aValueMapMapsWhatItListsAndNothingElse(@ForAll("texts") String text) {
    boolean listed = text.equals("x") || text.equals("1");

    assertThat(worked("values: { x: y, 1: y }", text))
        .isEqualTo(listed ? Optional.of("y") : Optional.empty());
    assertThat(worked("values: { x: y, 1: y, '*': null }", text)).contains(listed ? "y" : "null");
    assertThat(worked("values: { x: y, 1: y, '*': default }, default: d", text))
        .contains(listed ? "y" : "d");
    assertThat(worked("values: { x: y, 1: y, '*': other }", text)).contains(listed ? "y" : "other");
  }

  /** The value, {@code null} as a text; empty when it is refused. */
  private static Optional<Object> worked(String work, Object value) {
    Mapping mapping =
        MAPPINGS.computeIfAbsent(work, words -> Mappings.ofField("{ from: x, " + words + " }"));
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("id", 1L);
    record.put("x", value);
    Mapped mapped = mapping.apply(record);
    if (mapped instanceof Mapped.Delivered delivered) {
      MappedRecord row = delivered.record();
      return Optional.of(row.get("f") == null ? "null" : row.get("f"));
    }
    assertThat(((Mapped.Rejected) mapped).rejection().field()).contains("f");
    return Optional.empty();
  }

  @Provide
  Arbitrary<String> idempotent() {
    return Arbitraries.of(
        "text: trim",
        "text: lower",
        "text: upper",
        "text: title",
        "text: collapse",
        "text: nfc",
        "text: digits",
        "text: truncate:3",
        "text: [collapse, trim]",
        "email: true",
        "phone: DE",
        "mask: all",
        "mask: { first: 1, last: 2 }",
        "type: text",
        "type: integer",
        "type: decimal",
        "type: boolean",
        "type: date",
        "type: instant",
        "type: binary");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12),
        Arbitraries.strings().ascii().ofMaxLength(12),
        Arbitraries.of(PIECES.split(" ", -1))
            .list()
            .ofMaxSize(6)
            .map(list -> String.join("", list)),
        Arbitraries.strings().withChars("+-.0123456789eE ").ofMaxLength(12),
        Arbitraries.strings().withChars("+()/ 0123456789").ofMaxLength(14).map(s -> "+49 30" + s),
        Arbitraries.strings().withChars("aZ0.@ÄΣİ-").ofMaxLength(12).map(s -> s + "@X.de"),
        Arbitraries.of(
            "x", "1", "TRUE", "2026-01-31", "2026-01-31T10:15:30.5+01", "Zm9v", "Zg==", "\r\n"));
  }

  /** What has a rule of its own somewhere in Unicode, blanks among them. */
  private static final String PIECES =
      "Σ ς σ İ ı ß ẞ ŉ ǰ ΐ ﬃ ſ Ǆ ǅ ǆ ა Ა Ꭰ ꭰ 𐐀 𐐨 ⅷ ⓐ ͅ ʼn \u0301 \u0323 \u0308\u0301 \u0344 \u1FBE"
          + " \uD83D \uDE00 \uD800\uD800 👨 \u200D 👩 🏽 🇩 🇪 \uFE0F ☂ 가 \u1100 \u1161 \u11A8 \u0958"
          + " \u202E \u200F א ع \u0000 \u001F \u007F \u0085 \u00A0 \u2028 \u3000 \uFEFF \uFFFF , ,, ' ’"
          + " a A 3 ٣ \t \n - * . @";
}
