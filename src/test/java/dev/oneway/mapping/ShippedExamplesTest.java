package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.fault.FaultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of a shipped mapping has an example: without the rule, one of them fails. */
class ShippedExamplesTest {
  private static final Path SHIPPED = Path.of("mappings");

  /**
   * What no example can show: where a value comes from is the field itself, `on` is the table's.
   */
  private static final Set<String> NO_RULES =
      Set.of("from", "expr", "on", "assign", "among", "ref");

  @TempDir private Path folder;

  /** A mapping's name, the line of a rule, from 0 on, and the rule in it. */
  record Rule(String mapping, int line, String text) {
    @Override
    public String toString() {
      return mapping + ":" + (line + 1) + ": " + text;
    }
  }

  static Stream<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (String mapping : MappingFile.namesIn(SHIPPED)) {
      List<String> lines = lines(mapping);
      int end = lines.indexOf("examples:");
      for (int i = lines.indexOf("fields:"); i < end; i++) {
        int line = i;
        wordsOf(lines.get(i)).forEach(word -> rules.add(new Rule(mapping, line, word)));
      }
    }
    return rules.stream();
  }

  private static List<String> lines(String mapping) throws IOException {
    return Files.readAllLines(SHIPPED.resolve(mapping + ".yaml"));
  }

  /** The parts of {@code name: { from: a, type: b }} that are rules. */
  private static Stream<String> wordsOf(String line) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = line.indexOf('{') + 1;
    char quote = 0;
    for (int i = begin; begin > 0 && i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (depth == 0 && (c == ',' || c == '}')) {
        parts.add(line.substring(begin, i).stripTrailing());
        begin = i + 1;
      } else {
        depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
      }
      if (depth == 0 && quote == 0 && c == '}') {
        break;
      }
    }
    boolean isField = parts.stream().anyMatch(part -> NO_RULES.contains(wordOf(part)));
    return parts.stream().filter(part -> isField && !NO_RULES.contains(wordOf(part)));
  }

  private static String wordOf(String part) {
    return part.strip().split(":", 2)[0];
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void withoutThisRuleAnExampleFails(Rule rule) throws IOException {
    List<String> lines = new ArrayList<>(lines(rule.mapping()));
    String line = lines.get(rule.line());
    lines.set(rule.line(), line.replace("," + rule.text(), " ").replace(rule.text() + ",", " "));
    assertThat(lines.get(rule.line())).isNotEqualTo(line);

    assertThat(holds(rule.mapping(), lines)).as(rule.toString()).isFalse();
  }

  static List<String> mappings() {
    return MappingFile.namesIn(SHIPPED);
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void withAllRulesTheyHold(String mapping) throws IOException {
    List<String> lines = lines(mapping);
    assertThat(holds(mapping, lines)).isTrue();
    int where = lines.stream().map(line -> line.startsWith("where:")).toList().indexOf(true);
    if (where >= 0) {
      List<String> others = new ArrayList<>(lines.subList(0, where));
      others.addAll(lines.subList(lines.indexOf("fields:"), lines.size()));
      assertThat(holds(mapping, others)).isFalse();
    }
  }

  private boolean holds(String mapping, List<String> lines) throws IOException {
    Files.write(folder.resolve(mapping + ".yaml"), lines);
    try {
      ExampleCheck check = MappingFile.check(folder, mapping);
      return check.faults().isEmpty() && !check.results().isEmpty();
    } catch (FaultsException e) {
      return false;
    }
  }
}
