package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.language.Example;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.model.MappingLanguage;
import dev.oneway.testing.FieldExamples;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that stand beside the words of the language. */
class WordExamplesTest {
  static Stream<Example> examples() {
    return MappingLanguage.VOCABULARIES.stream()
        .flatMap(vocabulary -> vocabulary.words().stream())
        .flatMap(word -> word.examples().stream());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesWhatItSays(Example example) {
    assertThat(FieldExamples.givenBy(example)).isEqualTo(example.gives());
  }

  @Test
  void everyWordOfAFieldHasOne() {
    assertThat(
            MappingLanguage.VOCABULARIES.stream()
                .filter(vocabulary -> vocabulary.name().equals("field"))
                .flatMap(vocabulary -> vocabulary.words().stream())
                .filter(word -> word.examples().isEmpty())
                .map(Word::name))
        .containsExactly("on");
  }
}
