package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.ExampleCheck;
import dev.oneway.mapping.MappingFile;
import dev.oneway.mapping.language.Example;
import dev.oneway.testing.FieldExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/mapping.md is true: its tables are those of the language, its examples run. */
class MappingReferenceTest {
  private static final String HEAD =
      "source: { system: S, object: s }\ndestination: { system: D, object: d }\nkey: { id: id }\n";

  @TempDir private Path folder;

  static Stream<Example> examples() throws IOException {
    return MappingReference.read().examples();
  }

  static Stream<String> vocabularies() {
    return MappingReference.vocabularies();
  }

  @Test
  void itsTablesAreThoseOfTheLanguage() throws IOException {
    MappingReference page = MappingReference.read();
    assertThat(page.text())
        .as("made anew by the main method of " + MappingReference.class.getName())
        .isEqualTo(page.madeAnew());
  }

  @ParameterizedTest
  @MethodSource("vocabularies")
  void itHasTheWordsOf(String vocabulary) throws IOException {
    assertThat(MappingReference.read().text()).contains("<!-- words: " + vocabulary + " -->\n|");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aFieldGivesWhatItShows(Example example) {
    assertThat(FieldExamples.givenBy(example)).isEqualTo(example.gives());
  }

  static Stream<String> blocks() throws IOException {
    return MappingReference.read().blocks().stream();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aMappingItShowsIsRightAndItsExamplesHold(String yaml) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), yaml.contains("source:") ? yaml : HEAD + yaml);
    ExampleCheck check = MappingFile.check(folder, "m");
    assertThat(check.faults()).isEmpty();
    assertThat(check.results().isEmpty()).isEqualTo(!yaml.contains("examples:"));
  }

  @Test
  void itsLinksLeadToItsHeadings() throws IOException {
    String text = MappingReference.read().text();
    List<String> headings =
        text.lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("[^a-z -]", "").replace(' ', '-'))
            .toList();
    assertThat(Pattern.compile("\\]\\(#([a-z-]+)\\)").matcher(text).results().map(m -> m.group(1)))
        .containsExactlyElementsOf(headings);
  }

  @Test
  void itShowsManyExamples() throws IOException {
    assertThat(examples().count()).isGreaterThan(100);
  }
}
