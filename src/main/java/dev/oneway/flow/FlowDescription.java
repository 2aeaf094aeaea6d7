package dev.oneway.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a route file's author says of the flow: the description of the route that is called like the
 * file. It is read without loading the file, so also of a flow that isn't configured or is broken.
 */
public final class FlowDescription {
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

  /** Behind {@code routeId("…")} and before the next route's. */
  private static final String JAVA =
      "(?s)routeId\\(\"%s\"\\)(?:(?!routeId\\().)*?(?:routeD|\\.d)escription\\(\\s*(%2$s(?:\\s*\\+\\s*%2$s)*)";

  private FlowDescription() {}

  /** The description on one line; empty when there is none. */
  public static String of(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      String flow = FlowLoader.nameOf(file);
      boolean java = file.toString().endsWith(".java");
      return (java ? inJava(text, flow) : inYaml(text, flow)).orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException("the route file can't be read: " + file, e);
    }
  }

  private static Optional<String> inJava(String text, String flow) {
    String route = JAVA.formatted(Pattern.quote(flow), LITERAL.pattern());
    Matcher matcher = Pattern.compile(route).matcher(text);
    return matcher.find() ? Optional.of(joined(matcher.group(1))) : Optional.empty();
  }

  private static String joined(String literals) {
    return LITERAL
        .matcher(literals)
        .results()
        .map(literal -> literal.group(1).translateEscapes())
        .collect(Collectors.joining());
  }

  private static Optional<String> inYaml(String text, String flow) {
    try {
      return routes(new Load(LoadSettings.builder().build()).loadFromString(text))
          .filter(route -> flow.equals(route.get("id")))
          .map(route -> route.get("description"))
          .filter(String.class::isInstance)
          .map(description -> description.toString().strip())
          .findFirst();
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  private static Stream<Map<?, ?>> routes(Object document) {
    return document instanceof List<?> list
        ? list.stream().flatMap(entry -> under(entry, "route").stream())
        : Stream.empty();
  }

  private static Optional<Map<?, ?>> under(Object entry, String name) {
    return entry instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> table
        ? Optional.of(table)
        : Optional.empty();
  }
}
