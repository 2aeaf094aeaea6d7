package dev.oneway.mapping.yaml;

import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a YAML 1.2 file into nodes that know their line and column. */
public final class YamlFile {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setAllowNonScalarKeys(true)
          .setUseMarks(true)
          .setCodePointLimit(Integer.MAX_VALUE)
          .build();

  private static final int MOST_LEVELS = 100;
  private static final int MOST_NODES = 2_000_000;

  private YamlFile() {}

  /**
   * The root of the file's only document; empty, with a fault in the list, when it can't be read.
   *
   * @param path an existing file
   * @param whenEmpty what to write into an empty one, a sentence
   */
  public static Optional<Node> read(Path path, String whenEmpty, FaultList faults) {
    return TextFile.read(path, faults).flatMap(text -> compose(text, whenEmpty, faults));
  }

  private static Optional<Node> compose(String text, String whenEmpty, FaultList faults) {
    try {
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        faults.ofFile("The file is empty.", whenEmpty);
      }
      return root.filter(node -> isBounded(node, faults));
    } catch (StackOverflowError e) {
      tooDeep(faults);
    } catch (MarkedYamlEngineException e) {
      syntax(e, faults);
    } catch (ReaderException e) {
      int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.length()));
      TextFile.atEndOf(
          text.substring(0, end),
          faults,
          "The character U+%04X has no place in YAML.".formatted(e.getCodePoint()),
          "Remove it, or write it as an escape between double quotes.");
    } catch (YamlEngineException e) {
      faults.ofFile("The file isn't YAML: " + sentence(e.getMessage()), "Mend its syntax.");
    }
    return Optional.empty();
  }

  private static boolean isBounded(Node root, FaultList faults) {
    Extent extent = Extent.of(root);
    if (extent.levels() > MOST_LEVELS) {
      tooDeep(faults);
    } else if (extent.nodes() > MOST_NODES) {
      faults.ofFile(
          "The aliases of the file stand for more than " + MOST_NODES + " values.",
          "Write less with aliases of aliases.");
    }
    return extent.levels() <= MOST_LEVELS && extent.nodes() <= MOST_NODES;
  }

  private static void tooDeep(FaultList faults) {
    faults.ofFile(
        "The file is nested deeper than " + MOST_LEVELS + " levels.", "Close brackets earlier.");
  }

  private static void syntax(MarkedYamlEngineException e, FaultList faults) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    String what = "The file isn't YAML: " + sentence(e.getProblem());
    String remedy =
        "Check the indentation, the colons and the quotes around here; a text with `: ` or ` #`, or"
            + " with brackets inside `{ }`, goes between single quotes.";
    mark.ifPresentOrElse(m -> faults.at(m, what, remedy), () -> faults.ofFile(what, remedy));
  }

  private static String sentence(String problem) {
    String text = problem == null ? "unknown problem" : problem.strip();
    return text.endsWith(".") ? text : text + ".";
  }
}
