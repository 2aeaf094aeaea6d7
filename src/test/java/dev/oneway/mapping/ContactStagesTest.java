package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.EmailAddress;
import dev.oneway.mapping.value.Telephone;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code email} and {@code phone}. */
class ContactStagesTest {
  private static final EmailAddress EMAIL = new EmailAddress();
  private static final Telephone GERMAN = new Telephone(Optional.of("DE"));
  private static final Telephone INTERNATIONAL = new Telephone(Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "ann@example.com|ann@example.com",
        "\u2003 Ann.Lee+x@Example.COM\t|Ann.Lee+x@example.com",
        "a@b|a@b",
        "!#$%&'*+/=?^_`{}~-@b.de|!#$%&'*+/=?^_`{}~-@b.de",
        "o'hara@1and1.co.uk|o'hara@1and1.co.uk",
        "jörg@müller.de|jörg@müller.de",
        "JÖRG@MÜLLER.DE|JÖRG@müller.de",
        "用户@例子.广告|用户@例子.广告",
        "a@xn--mller-kva.de|a@xn--mller-kva.de",
        "a@İstanbul.tr|a@i̇stanbul.tr",
        ".a..b.@x-1.de|.a..b.@x-1.de"
      })
  void anAddressIsTrimmedAndItsDomainLowered(String given, String expected) {
    assertThat(EMAIL.apply(given)).isEqualTo(expected);
    assertThat(EMAIL.apply(expected)).as("again").isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "@example.com",
        "ann@",
        "a@b@c.de",
        "a@b.de, c@d.de",
        "a@b.de;c@d.de",
        "Ann <ann@example.com>",
        "mailto:ann@example.com",
        "ann@exa mple.com",
        "an n@example.com",
        "ann@-x.de",
        "ann@x-.de",
        "ann@.de",
        "ann@x..de",
        "ann@x.de.",
        "ann@x_y.de",
        "ann@[127.0.0.1]",
        "\"ann\"@x.de",
        "ann@x.de\u0000",
        "\uD83D@x.de",
        "ann@x\u200B.de",
        "a@b.de\nBcc: c@d.de"
      })
  void whatIsNotExactlyOneAddressIsRefused(String given) {
    Assertions.assertThatThrownBy(() -> EMAIL.apply(given))
        .isInstanceOfSatisfying(
            BadValue.class,
            bad -> {
              assertThat(bad.category()).isEqualTo("type");
              assertThat(bad.clause())
                  .endsWith("but must be an e-mail address such as ann@example.com");
            });
  }

  @Test
  void anAddressHasItsLimits() {
    String label = "a".repeat(63);
    String longest = "x".repeat(61) + "@" + label + "." + label + "." + label + ".";

    assertThat(EMAIL.apply("a@" + label + ".de")).isEqualTo("a@" + label + ".de");
    assertThat(EMAIL.apply(longest.replace("xx", "x").replaceAll("\\.$", "")))
        .asString()
        .hasSizeLessThan(254);
    assertThat(EMAIL.apply("x".repeat(250) + "@a.b")).asString().hasSize(254);
    assertRefused(EMAIL, "a@a" + label + ".de");
    assertRefused(EMAIL, "x".repeat(251) + "@a.b");
    assertRefused(EMAIL, "x@" + "a.".repeat(50_000_000) + "b");
    for (Object other : List.of(5L, true, List.of("a@b.de"), new byte[] {1})) {
      assertRefused(EMAIL, other);
    }
  }

  private static void assertRefused(dev.oneway.mapping.value.Stage stage, Object value) {
    Assertions.assertThatThrownBy(() -> stage.apply(value)).isInstanceOf(BadValue.class);
  }

  @Test
  void aBlankOneIsNull() {
    for (String blank : Arrays.asList("", " \t\u2003")) {
      assertThat(EMAIL.apply(blank)).isNull();
      assertThat(GERMAN.apply(blank)).isNull();
    }
    assertThat(OriginsTest.result("{ from: x, email: true, default: none }", "'x': ' '"))
        .isEqualTo("'none'");
    assertThat(OriginsTest.result("{ from: x, email: false }", "'x': 'no'")).isEqualTo("'no'");
    assertThat(OriginsTest.result("{ from: x, text: lower, email: true }", "'x': 'Ann@X.DE'"))
        .isEqualTo("'ann@x.de'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "030 901820          | +4930901820",
        "(030) 90-18.20      | +4930901820",
        "030/901820          | +4930901820",
        "+49 (0)30 901820    | +4930901820",
        "0049 30 901820      | +4930901820",
        "+4930901820         | +4930901820",
        "01511 1234567       | +4915111234567",
        "+1 650-253-0000     | +16502530000",
        "+39 06 6982         | +39066982",
        "٠٣٠ ٩٠١٨٢٠          | +4930901820",
        "\u202A+49 30 901820\u202C | +4930901820",
        "030\u00A0901820     | +4930901820"
      })
  void aNumberIsWrittenAsE164(String given, String expected) {
    assertThat(GERMAN.apply(given)).isEqualTo(expected);
    assertThat(GERMAN.apply(expected)).as("again").isEqualTo(expected);
    assertThat(INTERNATIONAL.apply(expected)).as("international").isEqualTo(expected);
  }

  static Stream<Object> numbers() {
    return Stream.of(
        4930901820L,
        30901820L,
        new BigDecimal("30901820"),
        new BigDecimal("3.0901820E+7"),
        new BigDecimal("30901820.00"),
        new BigInteger("4930901820"),
        30901820.0d);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aNumberIsReadAsItsDigits(Object number) {
    assertThat(GERMAN.apply(number)).isEqualTo("+4930901820");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "030",
        "12345",
        "030 901820 ext. 5",
        "030 901820 x5",
        "030 901820#5",
        "030 901820;ext=5",
        "tel:+4930901820",
        "Ann: 030 901820",
        "030 901820 or 030 901821",
        "1-800-FLOWERS",
        "+999 123456",
        "+49",
        "+",
        "030901820\u0000",
        "--",
        "\uD83D030901820"
      })
  void whatIsNoSingleNumberOfThePlanIsRefused(String given) {
    Assertions.assertThatThrownBy(() -> GERMAN.apply(given))
        .isInstanceOfSatisfying(
            BadValue.class,
            bad ->
                assertThat(bad.clause())
                    .endsWith("but must be a telephone number of DE, or one that begins with +"));
  }

  @Test
  void hostileNumbersAreRefusedQuickly() {
    assertRefused(GERMAN, "1".repeat(100_000_000));
    assertRefused(GERMAN, "(".repeat(10_000_000));
    assertRefused(GERMAN, "+1 ".repeat(10_000_000));
    for (Object other :
        List.of(
            true,
            -30901820L,
            new BigDecimal("30901820.5"),
            new BigDecimal("1E+999999999"),
            BigInteger.TEN.pow(5000),
            Double.NaN,
            List.of("030 901820"))) {
      assertRefused(GERMAN, other);
    }
  }

  @Test
  void internationalNeedsThePlus() {
    for (Object given : List.of("030 901820", "0049 30 901820", 4930901820L)) {
      assertRefused(INTERNATIONAL, given);
    }
    assertThat(INTERNATIONAL.apply("+49 30 901820")).isEqualTo("+4930901820");
    assertThat(INTERNATIONAL.apply("＋４９３０９０１８２０")).isEqualTo("+4930901820");
  }
}
