package dev.oneway.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.URISupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The endpoints a route file names, in its order, without loading it: also those of a flow that
 * isn't configured or is broken. Placeholders stand in them as they are written.
 */
final class RouteSteps {
  /** A text of Java that may be an endpoint. */
  private static final Pattern JAVA = Pattern.compile("\"([a-z][a-z0-9-]*:[^\"\\s]+)\"");

  /** What is said of a step, and its address, which is read with its parameters. */
  private static final Set<String> NO_STEPS = Set.of("uri", "description", "note");

  private RouteSteps() {}

  /**
   * An endpoint as it is written.
   *
   * @param path what stands between the scheme and the options
   */
  record Step(String scheme, String path, Map<String, String> options) {
    static Step of(String uri, Map<?, ?> parameters) {
      int question = uri.indexOf('?');
      String address = question < 0 ? uri : uri.substring(0, question);
      int colon = address.indexOf(':');
      Map<String, String> options = new LinkedHashMap<>();
      if (question >= 0) {
        options.putAll(query(uri.substring(question + 1)));
      }
      parameters.forEach((name, value) -> options.put(name.toString(), String.valueOf(value)));
      return new Step(
          colon < 0 ? address : address.substring(0, colon),
          colon < 0 ? "" : address.substring(colon + 1).replaceFirst("^//", ""),
          options);
    }

    private static Map<String, String> query(String query) {
      Map<String, String> options = new LinkedHashMap<>();
      try {
        URISupport.parseQuery(query)
            .forEach((name, value) -> options.put(name, String.valueOf(value)));
      } catch (URISyntaxException e) {
        return Map.of();
      }
      return options;
    }
  }

  static List<Step> in(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return (file.toString().endsWith(".java") ? inJava(text) : inYaml(text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the route file can't be read: " + file, e);
    }
  }

  private static Stream<Step> inJava(String text) {
    return JAVA.matcher(text).results().map(match -> Step.of(match.group(1), Map.of()));
  }

  /** Those of a YAML document; none of one that can't be read. */
  static Stream<Step> inYaml(String text) {
    try {
      return in(new Load(LoadSettings.builder().build()).loadFromString(text));
    } catch (YamlEngineException e) {
      return Stream.empty();
    }
  }

  private static Stream<Step> in(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().flatMap(RouteSteps::in);
    }
    if (node instanceof Map<?, ?> map) {
      Stream<Step> here = map.get("uri") instanceof String uri ? Stream.of(step(uri, map)) : null;
      Stream<Step> inside = map.entrySet().stream().flatMap(RouteSteps::inEntry);
      return here == null ? inside : Stream.concat(here, inside);
    }
    return Stream.empty();
  }

  private static Step step(String uri, Map<?, ?> map) {
    return Step.of(uri, map.get("parameters") instanceof Map<?, ?> set ? set : Map.of());
  }

  /** {@code to: mapping:order}, or whatever may hold other steps. */
  private static Stream<Step> inEntry(Map.Entry<?, ?> entry) {
    boolean isUri =
        entry.getValue() instanceof String text
            && !NO_STEPS.contains(entry.getKey())
            && text.matches("[a-z][a-z0-9-]*:\\S+");
    return isUri ? Stream.of(Step.of((String) entry.getValue(), Map.of())) : in(entry.getValue());
  }
}
