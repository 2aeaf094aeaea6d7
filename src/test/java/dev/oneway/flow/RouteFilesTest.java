package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The route files, those the documents show among them, open in Camel's visual editors: they keep
 * to Camel's own schema of its YAML DSL, and what is to be said of a route or step is said where
 * editors show it.
 */
class RouteFilesTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```yaml\\n(# (routes/\\S+)\\n.*?)^```$");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#\\s");
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    try (InputStream json = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By where they stand, e.g. {@code README.md: routes/a.camel.yaml}. */
  static Map<String, String> files() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (Path file : in("routes", ".camel.yaml")) {
      files.put(file.toString(), Files.readString(file));
    }
    List<Path> documents = new ArrayList<>(in("docs", ".md"));
    documents.add(Path.of("README.md"));
    for (Path document : documents) {
      BLOCK
          .matcher(Files.readString(document))
          .results()
          .forEach(block -> files.put(document + ": " + block.group(2), block.group(1)));
    }
    return files;
  }

  private static List<Path> in(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  static Stream<String> names() throws IOException {
    return files().keySet().stream();
  }

  private static Object parsed(String yaml) {
    return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
        .loadFromString(yaml);
  }

  private static List<String> faults(String yaml) {
    return SCHEMA.validate(RecordJson.mapper().<JsonNode>valueToTree(parsed(yaml))).stream()
        .map(Object::toString)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void keepsToCamelsSchema(String name) throws IOException {
    assertThat(faults(files().get(name))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatItDoesInDescriptionsOnly(String name) throws IOException {
    List<String> lines = files().get(name).lines().toList();
    assertThat(lines.get(0)).isEqualTo("# " + name.replaceFirst(".*: ", ""));
    assertThat(lines.subList(1, lines.size())).noneMatch(COMMENT.asPredicate());
  }

  @ParameterizedTest
  @MethodSource("names")
  void describesEachOfItsRoutes(String name) throws IOException {
    assertThat((List<?>) parsed(files().get(name)))
        .extracting(RouteFilesTest::described)
        .allSatisfy(route -> assertThat(route.get("description")).asString().isNotBlank());
  }

  /** The route or its configuration; beans have no description. */
  private static Map<?, ?> described(Object entry) {
    Map<?, ?> map = (Map<?, ?>) entry;
    return Stream.of("route", "routeConfiguration")
        .map(map::get)
        .filter(Map.class::isInstance)
        .<Map<?, ?>>map(Map.class::cast)
        .findFirst()
        .orElse(Map.of("description", "beans"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void fitsOnAScreen(String name) throws IOException {
    assertThat(files().get(name).lines()).hasSizeLessThan(40);
  }

  static Stream<Path> kamelets() throws IOException {
    return in("src/main/resources/kamelets", ".kamelet.yaml").stream();
  }

  /** A Kamelet's template is a route template; its contract has a test of its own. */
  @ParameterizedTest
  @MethodSource("kamelets")
  void theTemplateOfAKameletKeepsToCamelsSchema(Path file) throws IOException {
    JsonNode template =
        RecordJson.mapper()
            .<JsonNode>valueToTree(parsed(Files.readString(file)))
            .at("/spec/template");
    assertThat(template.path("from").isObject()).isTrue();
    ObjectNode routeTemplate = template.deepCopy();
    routeTemplate.put("id", file.getFileName().toString());
    assertThat(
            SCHEMA.validate(
                RecordJson.mapper()
                    .createArrayNode()
                    .add(
                        RecordJson.mapper()
                            .createObjectNode()
                            .set("routeTemplate", routeTemplate))))
        .isEmpty();
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(names().collect(Collectors.groupingBy(Function.identity()))).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- route: { id: a, form: { uri: \"timer:a\", steps: [] } }",
        "- route: { id: a, from: { uri: \"timer:a\" } }",
        "- route: { id: a, descripton: x, from: { uri: \"timer:a\", steps: [] } }",
        "- route: { id: a, from: { uri: \"timer:a\", steps: [ { split: { chunk: 1 } } ] } }",
        "- rote: {}"
      })
  void whatCamelsSchemaRefusesIsSeen(String yaml) {
    assertThat(faults(yaml)).isNotEmpty();
  }
}
