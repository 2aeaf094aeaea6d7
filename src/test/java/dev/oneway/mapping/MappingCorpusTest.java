package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.YamlFile;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.nodes.Node;

/** What the corpus as a whole must have, so that the language is tested by it. */
class MappingCorpusTest {
  private static final int FEWEST_CASES = 300;
  private static final List<MappingCase> CASES = MappingCaseFiles.all();

  @TempDir Path folder;

  @Test
  void itIsLargeAndNamesEachCaseOnce() {
    assertThat(CASES).hasSizeGreaterThanOrEqualTo(FEWEST_CASES);
    assertThat(CASES).extracting(MappingCase::place).doesNotHaveDuplicates();
  }

  @Test
  void wrongInputIsTestedAsHardAsRightInput() {
    long wrong = CASES.stream().filter(MappingCase::wrong).count();

    assertThat(wrong).isGreaterThanOrEqualTo(CASES.size() - wrong);
  }

  @Test
  void everyWordAndEveryChoiceIsInARightCase() throws IOException {
    assertThat(wordsIn(each -> !each.wrong())).containsAll(WordsUsed.known());
  }

  @Test
  void everyWordAndEveryChoiceIsInAWrongCase() throws IOException {
    assertThat(wordsIn(MappingCase::wrong)).containsAll(WordsUsed.known());
  }

  @Test
  void theSchemaTakesAndRefusesTheSameFiles() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(Files.readString(Path.of("mappings/mapping.schema.json")));
    List<String> others = new ArrayList<>();
    for (MappingCase each : CASES) {
      if (keepsTo(schema, each) != each.schema()) {
        others.add(each + (each.schema() ? " (is refused)" : " (is taken)"));
      }
    }
    assertThat(others).isEmpty();
  }

  private Set<String> wordsIn(Predicate<MappingCase> which) throws IOException {
    Set<String> words = new TreeSet<>();
    for (MappingCase each : CASES) {
      if (which.test(each)) {
        root(each, new FaultList("")).ifPresent(root -> words.addAll(WordsUsed.in(root)));
      }
    }
    return words;
  }

  /** False also of a file that isn't YAML, or that JSON has no form for. */
  private boolean keepsTo(JsonSchema schema, MappingCase each) throws IOException {
    FaultList faults = new FaultList("");
    Optional<Object> file = root(each, faults).map(node -> Constants.of(node, faults));
    return faults.isEmpty()
        && schema
            .validate(RecordJson.mapper().<JsonNode>valueToTree(file.orElseThrow()))
            .isEmpty();
  }

  private Optional<Node> root(MappingCase each, FaultList faults) throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), each.mapping());
    return YamlFile.read(file, "", faults);
  }
}
