package dev.oneway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {
  private static final Path TESTS = Path.of("src/test/java");

  /** A setting of a secret and its value, when that is written beside it. */
  private static final Pattern SECRET_SETTING =
      Pattern.compile(
          "\"(?:oneway\\.[\\w.]+\\.)?(?:token|password|clientSecret|refreshToken|privateKey)\",\\s*\"([^\"]*)\"");

  /** A password in a URL. */
  private static final Pattern SECRET_IN_URL =
      Pattern.compile("[?&]password=([^&\"]+)|//\\w+:([^@/\"\\s{]+)@");

  @TempDir private Path folder;

  private Output output() {
    return new Output(List.of(folder, folder.resolve("not there")));
  }

  private Path print(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aSecretIsFoundInWhateverFileAndLineItStands() throws IOException {
    Path report =
        print("TEST-a.xml", "<a/>\n<system-out>Bearer x" + Secret.WORD + "-1</system-out>");
    Path printed = print("deep/b.err", "\u00ff\u00fe\nk=1&password=" + Secret.WORD);
    print("c-output.txt", "Bearer ***\n");
    assertThat(output().secrets()).containsExactlyInAnyOrder(report + ":2", printed + ":2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "user:"})
  void aSecretIsFoundWithinBase64(String before) throws IOException {
    String text = before + Secret.WORD + "/and more";
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    Path file = print("log", "Authorization: Basic " + encoded);
    assertThat(output().secrets()).containsExactly(file + ":1");
  }

  @Test
  void aPrivateKeyIsFound() throws IOException {
    Path file = print("log", "-----BEGIN RSA PRIVATE KEY-----\nMII");
    assertThat(output().secrets()).containsExactly(file + ":1");
  }

  @Test
  void whatHoldsNoSecretIsClean() throws IOException {
    print("log", "the secret is ***, and demo is none\n");
    assertThat(output().files()).hasSize(1);
    assertThat(output().secrets()).isEmpty();
  }

  /**
   * What anybody may know: the sandboxes' word, what BambooHR takes for a password, and what the
   * tests' PostgreSQL does.
   */
  private static final Set<String> PUBLIC = Set.of("demo", "x", "postgres");

  /** Else it would be printed unseen. */
  @Test
  void everySecretOfTheTestsIsKnownAgain() throws IOException {
    List<String> others = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        for (String value : secretsIn(Files.readString(file))) {
          seen++;
          if (!value.contains(Secret.WORD)) {
            others.add(TESTS.relativize(file) + ": " + value);
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(30);
    assertThat(others).isEmpty();
  }

  private static List<String> secretsIn(String source) {
    return Stream.of(SECRET_SETTING, SECRET_IN_URL)
        .flatMap(pattern -> pattern.matcher(source).results())
        .map(OutputTest::value)
        .filter(value -> !value.isBlank() && !value.contains("{{") && !PUBLIC.contains(value))
        .toList();
  }

  private static String value(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}
