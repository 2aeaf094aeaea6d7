package dev.oneway.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Finds in route files which inboxes their routes deliver from, without loading them: also of flows
 * that aren't configured or are broken, whose events wait.
 */
final class DeliveredInboxes {
  private static final String INBOX = "inbox";
  private static final String SCHEME = INBOX + ":";

  /** A route of Java that begins with an inbox. */
  private static final Pattern JAVA = Pattern.compile("from\\(\\s*\"inbox:([^\"?]+)[\"?]");

  private DeliveredInboxes() {}

  /** The names in all route files of a folder. */
  static Set<String> inFolder(Path folder) {
    Set<String> names = new TreeSet<>();
    FlowLoader.filesIn(folder).forEach(file -> in(file).forEach(names::add));
    return names;
  }

  /** The names in one file. */
  static Stream<String> in(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return file.toString().endsWith(".java")
          ? JAVA.matcher(text).results().map(match -> match.group(1))
          : inYaml(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the route file can't be read: " + file, e);
    }
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
      return list.stream().flatMap(DeliveredInboxes::in);
    }
    return node instanceof Map<?, ?> map
        ? Stream.concat(input(map.get("from")), map.values().stream().flatMap(DeliveredInboxes::in))
        : Stream.empty();
  }

  private static Stream<String> input(Object from) {
    Object uri = from instanceof Map<?, ?> map ? map.get("uri") : from;
    if (INBOX.equals(uri)
        && from instanceof Map<?, ?> map
        && map.get("parameters") instanceof Map<?, ?> parameters
        && parameters.get("name") instanceof String name) {
      return Stream.of(name);
    }
    return uri instanceof String text && text.startsWith(SCHEME)
        ? Stream.of(
            text.substring(SCHEME.length()).replaceFirst("^//", "").replaceFirst("\\?.*", ""))
        : Stream.empty();
  }
}
