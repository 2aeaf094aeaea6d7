package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.nodes.Node;

/** What the corpus as a whole must have, so that the language is tested by it. */
class MappingCorpusTest {
  private static final int FEWEST_CASES = 300;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<MappingCase> CASES = MappingCaseFiles.all();

  @TempDir Path folder;

  @Test
  void itIsLargeAndNamesEachCaseOnce() {
    assertThat(CASES.size()).isGreaterThanOrEqualTo(FEWEST_CASES);
    assertThat(CASES).extracting(MappingCase::place).doesNotHaveDuplicates();
  }

  @Test
  void wrongInputIsTestedAsHardAsRightInput() {
    long wrong = CASES.stream().filter(MappingCase::wrong).count();

    assertThat(wrong).isGreaterThanOrEqualTo(CASES.size() - wrong);
  }

  @Test
  void everyWordAndEveryChoiceIsInARightCase() throws IOException {
    assertThat(missing(each -> !each.wrong())).isEmpty();
  }

  @Test
  void everyWordAndEveryChoiceIsInAWrongCase() throws IOException {
    assertThat(missing(MappingCase::wrong)).isEmpty();
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

  /** The words that are in none of these cases. */
  private Set<String> missing(Predicate<MappingCase> which) throws IOException {
    Set<String> missing = WordsUsed.known();
    for (MappingCase each : CASES) {
      if (which.test(each)) {
        root(each, new FaultList("")).ifPresent(root -> missing.removeAll(WordsUsed.in(root)));
      }
    }
    return missing;
  }

  /** False also of a file that isn't YAML, or that JSON has no form for. */
  private boolean keepsTo(JsonSchema schema, MappingCase each) throws IOException {
    FaultList faults = new FaultList("");
    Optional<Object> file = root(each, faults).map(node -> Constants.of(node, faults));
    return faults.isEmpty()
        && schema.validate(JSON.<JsonNode>valueToTree(file.orElseThrow())).isEmpty();
  }

  private Optional<Node> root(MappingCase each, FaultList faults) throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), each.mapping());
    return YamlFile.read(file, "", faults);
  }
}
