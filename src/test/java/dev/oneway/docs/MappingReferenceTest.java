package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.language.Example;
import dev.oneway.testing.FieldExamples;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/mapping.md is true: its tables are those of the language, its examples run. */
class MappingReferenceTest {
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

  @Test
  void itShowsManyExamples() throws IOException {
    assertThat(examples().count()).isGreaterThan(60);
  }
}
