package dev.oneway.kamelets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A shipped Kamelet, as it is written. */
record KameletFile(Path path, JsonNode yaml) {
  private static final Path FOLDER = Path.of("src/main/resources/kamelets");
  private static final YAMLMapper YAML = new YAMLMapper();

  static List<KameletFile> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sorted = files.sorted().toList();
      List<KameletFile> kamelets = new java.util.ArrayList<>();
      for (Path file : sorted) {
        kamelets.add(new KameletFile(file, YAML.readTree(file.toFile())));
      }
      return kamelets;
    }
  }

  String name() {
    return yaml.at("/metadata/name").asText();
  }

  boolean isSource() {
    return name().endsWith("-source");
  }

  JsonNode definition() {
    return yaml.at("/spec/definition");
  }

  Map<String, JsonNode> properties() {
    Map<String, JsonNode> properties = new TreeMap<>();
    definition()
        .path("properties")
        .properties()
        .forEach(p -> properties.put(p.getKey(), p.getValue()));
    return properties;
  }

  /** What a route must set: each required property with its example. */
  Map<String, String> required() {
    Map<String, String> values = new TreeMap<>();
    for (JsonNode name : definition().path("required")) {
      values.put(name.asText(), properties().get(name.asText()).path("example").asText());
    }
    return values;
  }

  JsonNode template() {
    return yaml.at("/spec/template");
  }

  /** The step that talks to the vendor: the first with a URL, or with another Kamelet that does. */
  Optional<JsonNode> call() {
    return template().findParents("uri").stream()
        .filter(
            step ->
                step.path("uri")
                    .asText()
                    .matches("(pages|http-upsert|jdbc-upsert|kamelet:[a-z-]+-sink)(:.*)?"))
        .findFirst();
  }

  String scheme() {
    return call().map(step -> step.path("uri").asText().replaceFirst(":.*", "")).orElse("none");
  }

  JsonNode option(String name) {
    return call().orElseThrow().path("parameters").path(name);
  }

  @Override
  public String toString() {
    return name();
  }
}
