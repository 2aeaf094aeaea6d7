package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.oneway.mapping.model.MappingLanguage;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The JSON Schema that is published for editors is the one of the language, and it holds. */
class MappingSchemaTest {
  private static final Path PUBLISHED = Path.of("mappings/mapping.schema.json");
  private static final String MODELINE = "# yaml-language-server: $schema=mapping.schema.json";
  private static final String HEAD =
      "source: { system: S, object: s }\ndestination: { system: D, object: d }\nkey: { id: id }\n";

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V7)
          .getSchema(RecordJson.mapper().<JsonNode>valueToTree(MappingLanguage.schema()));

  private static Set<ValidationMessage> faults(String yaml) {
    Object file =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    return SCHEMA.validate(RecordJson.mapper().<JsonNode>valueToTree(file));
  }

  static Stream<Path> shippedMappings() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("mappings"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @Test
  void thePublishedOneIsTheOneOfTheLanguage() throws IOException {
    assertThat(RecordJson.mapper().readTree(Files.readString(PUBLISHED)))
        .as("made by: java -jar target/oneway.jar schema > " + PUBLISHED)
        .isEqualTo(RecordJson.mapper().<JsonNode>valueToTree(MappingLanguage.schema()));
  }

  @ParameterizedTest
  @MethodSource("shippedMappings")
  void everyShippedMappingNamesItAndKeepsToIt(Path file) throws IOException {
    assertThat(Files.readAllLines(file)).contains(MODELINE);
    assertThat(faults(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields: { a: { from: a, requird: true } }",
        "fields: { a: { from: a, type: decimla } }",
        "fields: { a: { from: a, expr: b } }",
        "fields: { a: { type: text } }",
        "fields: { a: { from: a, required: yes please } }",
        "fields: { a: [x] }",
        "children: { c: { each: x, key: { n: n } } }",
        "wheer: true",
        "changedAt: { from: a, type: date }"
      })
  void whatTheLanguageRefusesTheSchemaRefuses(String rest) {
    assertThat(faults(HEAD + rest)).isNotEmpty();
  }

  @Test
  void aFileWithoutItsNeededPartsIsRefused() {
    assertThat(faults("fields: { a: a }")).hasSize(3);
  }
}
