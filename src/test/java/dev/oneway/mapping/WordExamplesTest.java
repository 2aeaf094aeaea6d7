package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.language.Example;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.model.MappingLanguage;
import dev.oneway.record.RecordJson;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, Object> record = new LinkedHashMap<>(RecordJson.readRecord(example.given()));
    record.put("id", 1L);
    Mapped mapped = Mappings.ofField(example.field()).apply(record);
    assertThat(given(mapped)).isEqualTo(example.gives());
  }

  private static String given(Mapped mapped) {
    if (mapped instanceof Mapped.Delivered delivered) {
      return delivered.record().containsKey("f")
          ? RecordJson.write(delivered.record().get("f"))
          : "(nothing)";
    }
    Mapped.Rejected rejected = (Mapped.Rejected) mapped;
    return "rejected as " + rejected.rejection().category() + ": " + rejected.rejection().reason();
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
