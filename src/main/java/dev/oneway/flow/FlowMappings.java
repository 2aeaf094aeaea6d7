package dev.oneway.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Finds in a route file which mappings it uses, without loading it: also of a flow that isn't
 * configured or is broken.
 */
public final class FlowMappings {
  private static final String SCHEME = "mapping:";

  /** A text of Java that names a mapping. */
  private static final Pattern JAVA = Pattern.compile("\"mapping:([^\"?]+)[\"?]");

  private FlowMappings() {}

  /** The names of the mappings in the order of their steps, each once. */
  public static List<String> in(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return (file.toString().endsWith(".java") ? inJava(text) : inYaml(text)).distinct().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the route file can't be read: " + file, e);
    }
  }

  private static Stream<String> inJava(String text) {
    return JAVA.matcher(text).results().map(match -> match.group(1));
  }

  private static Stream<String> inYaml(String text) {
    try {
      return in(new Load(LoadSettings.builder().build()).loadFromString(text));
    } catch (YamlEngineException e) {
      return Stream.empty();
    }
  }

  private static Stream<String> in(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().flatMap(FlowMappings::in);
    }
    if (node instanceof Map<?, ?> map) {
      return Stream.concat(named(map), map.values().stream().flatMap(FlowMappings::in));
    }
    return node instanceof String text && text.startsWith(SCHEME)
        ? Stream.of(
            text.substring(SCHEME.length()).replaceFirst("^//", "").replaceFirst("\\?.*", ""))
        : Stream.empty();
  }

  /** {@code uri: mapping} with the name among the parameters. */
  private static Stream<String> named(Map<?, ?> step) {
    return "mapping".equals(step.get("uri"))
            && step.get("parameters") instanceof Map<?, ?> parameters
            && parameters.get("name") instanceof String name
        ? Stream.of(name)
        : Stream.empty();
  }
}
