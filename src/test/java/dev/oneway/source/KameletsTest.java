package dev.oneway.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract every shipped Kamelet keeps with those who write routes. */
class KameletsTest {
  private static final Path FOLDER = Path.of("src/main/resources/kamelets");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9]+)}}");

  static List<Path> kamelets() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  private static JsonNode read(Path kamelet) throws IOException {
    return new YAMLMapper().readTree(kamelet.toFile());
  }

  @Test
  void thereAreKamelets() throws IOException {
    assertThat(kamelets()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itIsNamedLikeItsFileAndSaysWhichWayTheDataGoes(Path kamelet) throws IOException {
    JsonNode yaml = read(kamelet);
    assertThat(yaml.at("/apiVersion").asText()).isEqualTo("camel.apache.org/v1");
    assertThat(yaml.at("/kind").asText()).isEqualTo("Kamelet");
    String name = yaml.at("/metadata/name").asText();
    assertThat(kamelet.getFileName()).hasToString(name + ".kamelet.yaml");
    assertThat(name).matches("[a-z0-9]+(-[a-z0-9]+)+-(source|sink|action)");
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itNamesTheVendorsApiAndItsDocumentation(Path kamelet) throws IOException {
    JsonNode annotations = read(kamelet).at("/metadata/annotations");
    assertThat(annotations.path("oneway.dev/vendor-api").asText()).isNotBlank();
    assertThat(annotations.path("oneway.dev/documentation").asText()).startsWith("https://");
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itsContractIsWhole(Path kamelet) throws IOException {
    JsonNode definition = read(kamelet).at("/spec/definition");
    assertThat(definition.path("title").asText()).isNotBlank();
    assertThat(definition.path("description").asText()).isNotBlank();
    JsonNode properties = definition.path("properties");
    assertThat(properties.isEmpty()).isFalse();
    properties.properties().forEach(p -> requireDescribed(p.getKey(), p.getValue()));
    for (JsonNode required : definition.path("required")) {
      assertThat(properties.has(required.asText())).as("required %s", required).isTrue();
      assertThat(properties.path(required.asText()).has("default")).isFalse();
      assertThat(properties.path(required.asText()).has("example")).isTrue();
    }
  }

  private static void requireDescribed(String name, JsonNode property) {
    assertThat(property.path("title").asText()).as("title of %s", name).isNotBlank();
    assertThat(property.path("description").asText()).as("description of %s", name).endsWith(".");
    String type = property.path("type").asText();
    assertThat(type).as("type of %s", name).isIn("string", "integer", "boolean");
    JsonNode value = property.path("default");
    boolean typed =
        switch (type) {
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          default -> value.isTextual();
        };
    assertThat(value.isMissingNode() || typed).as("default of %s is of its type", name).isTrue();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itsTemplateUsesWhatItDeclaresAndNothingElse(Path kamelet) throws IOException {
    JsonNode yaml = read(kamelet);
    List<String> declared = new java.util.ArrayList<>();
    yaml.at("/spec/definition/properties").fieldNames().forEachRemaining(declared::add);
    Matcher used = PLACEHOLDER.matcher(yaml.at("/spec/template").toString());
    assertThat(used.results().map(match -> match.group(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(declared);
  }
}
