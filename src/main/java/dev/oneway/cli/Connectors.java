package dev.oneway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.docs.Connector;
import dev.oneway.docs.Connector.Example;
import dev.oneway.docs.Connector.Option;
import dev.oneway.flow.FlowLoader;
import dev.oneway.flow.StepText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * All connectors: our components by what the build has written of them, and the Kamelets by their
 * contracts. Examples are steps of the flows, or of Kamelets, as they stand there.
 */
final class Connectors {
  /** A route of the documentation, for steps that no shipped flow needs. */
  static final String EXAMPLE = "examples/alerts-by-mail.camel.yaml";

  /** A step and where it stands. */
  private record Use(String file, StepText step) {}

  private final List<Path> routes;
  private final Map<String, String> kamelets;
  private final List<Use> uses = new ArrayList<>();

  private Connectors(List<Path> routes, Map<String, String> kamelets) {
    this.routes = routes;
    this.kamelets = kamelets;
    for (Path route : routes) {
      StepText.in(route).forEach(step -> uses.add(new Use("routes/" + route.getFileName(), step)));
    }
    kamelets.forEach(
        (name, text) ->
            StepText.inYaml(text)
                .forEach(step -> uses.add(new Use("kamelets/" + name + ".kamelet.yaml", step))));
    StepText.inYaml(exampleText()).forEach(step -> uses.add(new Use(EXAMPLE, step)));
  }

  private static String exampleText() {
    try (InputStream file = Connectors.class.getResourceAsStream("/" + EXAMPLE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param routes the route files
   */
  static List<Connector> of(List<Path> routes) throws IOException {
    Connectors connectors = new Connectors(routes, KameletFiles.all());
    List<Connector> all = new ArrayList<>();
    ComponentsJson.all().forEach(json -> all.add(connectors.component(json)));
    connectors.kamelets.forEach((name, text) -> all.add(connectors.kamelet(name, text)));
    return all;
  }

  private Connector component(JsonNode json) {
    JsonNode component = json.at("/component");
    String name = component.at("/scheme").asText();
    List<Option> options =
        json.at("/properties").properties().stream()
            .filter(one -> !one.getValue().at("/group").asText().endsWith("(advanced)"))
            .map(one -> option(name, one.getKey(), one.getValue()))
            .toList();
    return new Connector(
        name,
        "component",
        component.at("/label").asText(),
        component.at("/description").asText(),
        Optional.empty(),
        options,
        inUse(name),
        flows(name));
  }

  private Option option(String component, String name, JsonNode option) {
    return new Option(
        name,
        option.at("/description").asText(),
        option.at("/type").asText(),
        option.at("/defaultValue").asText(),
        option.at("/required").asBoolean(),
        used(component, name));
  }

  /** A value of the option as a route or Kamelet has it, the first that isn't a placeholder. */
  private String used(String connector, String option) {
    return uses.stream()
        .filter(use -> use.step().connector().equals(connector))
        .flatMap(use -> Optional.ofNullable(use.step().options().get(option)).stream())
        .filter(value -> !value.contains("{{"))
        .findFirst()
        .orElse("");
  }

  private Connector kamelet(String name, String text) {
    Map<?, ?> document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    Map<?, ?> annotations = map(map(document, "metadata"), "annotations");
    Map<?, ?> contract = map(map(document, "spec"), "definition");
    List<?> required = contract.get("required") instanceof List<?> list ? list : List.of();
    List<Option> options = new ArrayList<>();
    map(contract, "properties")
        .forEach(
            (option, of) ->
                options.add(option(option.toString(), (Map<?, ?>) of, required.contains(option))));
    List<Example> examples = new ArrayList<>();
    examples.add(new Example("the least a route says", least(name, options)));
    examples.addAll(inUse(name));
    return new Connector(
        name,
        "Kamelet",
        text(annotations, "camel.apache.org/kamelet.group"),
        text(contract, "description"),
        Optional.of(text(annotations, "oneway.dev/documentation")).filter(url -> !url.isEmpty()),
        options,
        examples,
        flows(name));
  }

  private static Option option(String name, Map<?, ?> of, boolean required) {
    return new Option(
        name,
        text(of, "description"),
        text(of, "type"),
        text(of, "default"),
        required,
        text(of, "example"));
  }

  private static List<String> least(String name, List<Option> options) {
    Map<String, String> set = new LinkedHashMap<>();
    options.stream()
        .filter(Option::required)
        .forEach(option -> set.put(option.name(), option.example()));
    List<String> lines = new ArrayList<>(List.of("- to:", "    uri: kamelet:" + name));
    if (!set.isEmpty()) {
      lines.add("    parameters:");
      set.forEach((option, value) -> lines.add("      %s: %s".formatted(option, quoted(value))));
    }
    return lines;
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** The first step that names it. */
  private List<Example> inUse(String name) {
    return uses.stream()
        .filter(use -> use.step().connector().equals(name))
        .limit(1)
        .map(use -> new Example("as in " + use.file(), use.step().text().lines().toList()))
        .toList();
  }

  private List<String> flows(String name) {
    return routes.stream()
        .filter(route -> StepText.connectorsIn(route).contains(name))
        .map(FlowLoader::nameOf)
        .toList();
  }

  private static Map<?, ?> map(Map<?, ?> map, String key) {
    return map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : value.toString().replaceAll("\\s+", " ").strip();
  }
}
