package dev.oneway.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a Kamelet says without being loaded. Immutable.
 *
 * @param annotations by their names
 * @param defaults the values of properties a route leaves out
 * @param steps the endpoints of its template, with the names of properties in them
 */
record KameletText(
    Map<String, String> annotations, Map<String, String> defaults, List<RouteSteps.Step> steps) {
  private static final Path OWN = Path.of("kamelets");
  private static final Pattern PROPERTY = Pattern.compile("\\{\\{\\??([A-Za-z0-9]+)}}");

  /** The Kamelet of this name, one's own before a shipped one; empty when there is none. */
  static Optional<KameletText> named(String name) {
    String file = name + ".kamelet.yaml";
    try {
      if (Files.isRegularFile(OWN.resolve(file))) {
        return of(Files.readString(OWN.resolve(file)));
      }
      try (InputStream shipped =
          KameletText.class.getClassLoader().getResourceAsStream("kamelets/" + file)) {
        return shipped == null
            ? Optional.empty()
            : of(new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the Kamelet can't be read: " + name, e);
    }
  }

  private static Optional<KameletText> of(String text) {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(text)
              instanceof Map<?, ?> document
          ? Optional.of(of(document, text))
          : Optional.empty();
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  private static KameletText of(Map<?, ?> document, String text) {
    Map<?, ?> spec = KameletFile.mapAt(document, "spec");
    Map<?, ?> properties = KameletFile.mapAt(KameletFile.mapAt(spec, "definition"), "properties");
    Map<String, String> defaults = new HashMap<>();
    properties.forEach(
        (name, property) -> {
          if (property instanceof Map<?, ?> of && of.get("default") != null) {
            defaults.put(name.toString(), of.get("default").toString());
          }
        });
    Map<String, String> annotations = new HashMap<>();
    KameletFile.mapAt(KameletFile.mapAt(document, "metadata"), "annotations")
        .forEach((name, value) -> annotations.put(name.toString(), String.valueOf(value)));
    return new KameletText(annotations, defaults, RouteSteps.inYaml(text).toList());
  }

  Optional<String> annotation(String name) {
    return Optional.ofNullable(annotations.get(name));
  }

  /** An option of one of its steps, with a route's properties in it; empty when it has none. */
  Optional<String> option(String name, Map<String, String> set) {
    return steps.stream()
        .flatMap(step -> Optional.ofNullable(step.options().get(name)).stream())
        .findFirst()
        .map(value -> filled(value, set));
  }

  private String filled(String value, Map<String, String> set) {
    return PROPERTY
        .matcher(value)
        .replaceAll(
            found -> {
              String property = found.group(1);
              String is = set.getOrDefault(property, defaults.getOrDefault(property, ""));
              return Matcher.quoteReplacement(is);
            });
  }
}
