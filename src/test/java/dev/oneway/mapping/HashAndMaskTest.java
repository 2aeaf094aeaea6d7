package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oneway.fault.FaultsException;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.mapping.value.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashAndMaskTest {
  private static final String SECRET = "s3cret-Salz";
  private static final String HEAD =
      """
      source: { system: Shop, object: order }
      destination: { system: BI, object: orders }
      key: { id: id }
      fields:
      """;

  @TempDir private Path folder;

  private Mapping load(String fields, Map<String, String> settings) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), HEAD + fields);
    return MappingFile.load(folder, "m", name -> Optional.ofNullable(settings.get(name)));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hash: sha256                                       | 'a@b.de' | a@b.de",
        "hash: { algorithm: sha256 }                        | 'Jörg'   | Jörg",
        "hash: sha256                                       | 1.50     | 1.50",
        "hash: sha256                                       | true     | true",
        "email: true, text: lower, hash: sha256             | ' A@B.DE ' | a@b.de",
        "phone: DE, hash: sha256                            | '030 901820' | +4930901820"
      })
  void aHashIsTheSha256OfTheText(String words, String value, String hashed) throws Exception {
    assertThat(OriginsTest.result("{ from: x, " + words + " }", "'x': " + value))
        .isEqualTo("'" + sha256(hashed) + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "' '        | null",
        "''         | null",
        "null       | null",
        "[1]        | type: `x` is an array, but must be text or a single value that can be written as text.",
        "'\\ud83d'  | type: `x` is \"\\ud83d\", but must be a text without U+0000 and half surrogate pairs to be hashed."
      })
  void whatHasNoTextHasNoHash(String value, String expected) {
    assertThat(OriginsTest.result("{ from: x, hash: sha256 }", "'x': " + value))
        .isEqualToIgnoringCase(expected);
  }

  @Test
  void theSaltStandsBeforeTheText() throws Exception {
    Mapping mapping =
        load(
            """
              a: { from: x, hash: { algorithm: sha256, salt: "{{env:PII_SALT}}" } }
              b: { from: x, hash: { algorithm: sha256, salt: "{{ pii.salt }}" } }
            """,
            Map.of("env:PII_SALT", SECRET, "pii.salt", "other"));

    Map<String, Object> record = Mappings.delivered(mapping, "{\"id\": 1, \"x\": \"Ann\"}");

    assertThat(record).containsEntry("a", sha256(SECRET + "Ann"));
    assertThat(record).containsEntry("b", sha256("otherAnn"));
  }

  @Test
  void manyThreadsShareOneHash() throws Exception {
    Hash hash = new Hash(Optional.of(SECRET));
    List<String> expected = List.of(sha256(SECRET + "0"), sha256(SECRET + "1"));

    assertThat(IntStream.range(0, 20_000).parallel().boxed())
        .allSatisfy(i -> assertThat(hash.apply((long) (i % 2))).isEqualTo(expected.get(i % 2)));
  }

  @Test
  void theSaltIsNotTold() throws Exception {
    Mapping mapping =
        load(
            "  f: { from: x, hash: { algorithm: sha256, salt: \"{{env:PII_SALT}}\" } }\n",
            Map.of("env:PII_SALT", SECRET));

    assertThat(new Hash(Optional.of(SECRET)).says()).isEqualTo("as salted SHA-256");
    assertThat(mapping.model().toString()).doesNotContain(SECRET);
    assertThat(mapping.model().fields().get(0).value().stages().toString()).doesNotContain(SECRET);
    assertThat(Mappings.rejected(mapping, "{\"id\": 1, \"x\": []}").toString())
        .doesNotContain(SECRET);
  }

  @Test
  void aSaltWithoutValueMakesTheMappingNotConfigured() {
    String fields =
        """
          a: { from: x, hash: { algorithm: sha256, salt: "{{env:PII_SALT}}" } }
          b: { fields: { c: { from: x, hash: { algorithm: sha256, salt: "{{pii.salt}}" } } } }
          d: { from: x, hash: { algorithm: sha256, salt: "{{env:PII_SALT}}" } }
          e: { from: x, hash: { algorithm: sha256, salt: "{{there}}" } }
        """;

    NotConfiguredException missing =
        catchThrowableOfType(
            NotConfiguredException.class,
            () -> load(fields, Map.of("there", SECRET, "pii.salt", " ")));

    assertThat(missing.settings()).containsExactly("PII_SALT (environment variable)", "pii.salt");
    assertThat(missing.getMessage()).doesNotContain(SECRET);
  }

  @Test
  void aFaultIsToldBeforeAMissingSetting() {
    FaultsException faults =
        catchThrowableOfType(
            FaultsException.class,
            () ->
                load(
                    """
                      a: { from: x, hash: { algorithm: sha256, salt: "{{env:PII_SALT}}" } }
                      b: { from: x, typ: text }
                    """,
                    Map.of()));

    assertThat(faults.faults()).singleElement().asString().contains("`typ` is not known here");
  }

  @ParameterizedTest
  @CsvSource({
    "s3cret-Salz",
    "s3cret-{{env:X}}",
    "{{env:X}}s3cret",
    "{{env:X:s3cret}}",
    "{{?s3cret}}",
    "{{}}"
  })
  void aSaltInTheFileIsAFaultThatDoesNotTellIt(String salt) {
    FaultsException faults =
        catchThrowableOfType(
            FaultsException.class,
            () ->
                load(
                    "  f: { from: x, hash: { algorithm: sha256, salt: \"" + salt + "\" } }\n",
                    Map.of("env:X", SECRET)));

    assertThat(faults.faults())
        .singleElement()
        .asString()
        .contains("m.yaml:5:50: `salt` must name a setting")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "all                     | 'Ann Lee'          | '*******'",
        "all                     | ''                 | ''",
        "all                     | ' '                | ' '",
        "all                     | 12.50              | '*****'",
        "{ first: 1 }            | 'Ann'              | 'A**'",
        "{ last: 4 }             | 4111111111111111   | '************1111'",
        "{ first: 1, last: 4 }   | 'DE123456'         | 'D***3456'",
        "{ first: 2, last: 2 }   | 'abcd'             | '****'",
        "{ first: 2, last: 2 }   | 'abc'              | '***'",
        "{ first: 2, last: 2 }   | 'abcde'            | 'ab*de'",
        "{ first: 0, last: 0 }   | 'ab'               | '**'",
        "{ first: 999999999, last: 999999999 } | 'ab' | '**'",
        "{ first: 1, last: 1 }   | '😀😁😂'            | '😀*😂'",
        "all                     | {}                 | type: `x` is an object, but must be text or a single value that can be written as text."
      })
  void aMaskLeavesTheEndsOnly(String mask, String value, String expected) {
    String field = "{ from: x, mask: " + mask + " }";

    String masked = OriginsTest.result(field, "'x': " + value);

    assertThat(masked).isEqualTo(expected);
    if (masked.startsWith("'")) {
      assertThat(OriginsTest.result(field, "'x': " + masked)).as("again").isEqualTo(masked);
    }
  }

  @Test
  void aBlankTextIsMissingWithAMaskToo() {
    assertThat(OriginsTest.result("{ from: x, mask: all, required: true }", "'x': ' '"))
        .startsWith("missing:");
  }
}
