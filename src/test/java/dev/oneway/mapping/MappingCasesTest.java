package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mapping language, case by case. */
class MappingCasesTest {
  @TempDir Path folder;

  static List<MappingCase> cases() {
    return MappingCaseFiles.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aMappingDoesWhatItsCaseSays(MappingCase each) throws IOException {
    assertThat(each.outcome(folder)).isEqualTo(each.expected());
  }
}
