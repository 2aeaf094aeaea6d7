package dev.oneway.mapping.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setAllowNonScalarKeys(true)
          .setUseMarks(true)
          .build();

  private YamlFile() {}

  /**
   * The root of the file's only document; empty, with a fault in the list, when it can't be read.
   *
   * @param path an existing file
   */
  public static Optional<Node> read(Path path, FaultList faults) {
    try {
      return text(Files.readAllBytes(path), faults).flatMap(text -> compose(text, faults));
    } catch (IOException e) {
      faults.ofFile(
          "The file can't be read (" + e.getClass().getSimpleName() + ").",
          "Let the user that runs Oneway read it.");
      return Optional.empty();
    }
  }

  private static Optional<String> text(byte[] bytes, FaultList faults) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    boolean malformed = decoder.decode(in, out, true).isError();
    String text = out.flip().toString();
    if (malformed) {
      atEndOf(text, faults, "The file is not UTF-8 text.", "Save it in UTF-8.");
      return Optional.empty();
    }
    return Optional.of(
        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
  }

  private static Optional<Node> compose(String text, FaultList faults) {
    try {
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        faults.ofFile("The file is empty.", "Write source, destination, key and fields into it.");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      syntax(e, faults);
    } catch (ReaderException e) {
      int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.length()));
      atEndOf(
          text.substring(0, end),
          faults,
          "The character U+%04X has no place in YAML.".formatted(e.getCodePoint()),
          "Remove it, or write it as an escape between double quotes.");
    } catch (YamlEngineException e) {
      faults.ofFile("The file isn't YAML: " + sentence(e.getMessage()), "Mend its syntax.");
    }
    return Optional.empty();
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

  private static void atEndOf(String good, FaultList faults, String what, String remedy) {
    int line = 1 + (int) good.chars().filter(c -> c == '\n').count();
    int column = good.length() - good.lastIndexOf('\n');
    faults.at(line, column, what, remedy);
  }
}
