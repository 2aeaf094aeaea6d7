package dev.oneway.docs;

import dev.oneway.testing.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README.md, taken apart into what can be executed. */
final class Readme {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final Pattern FILE = Pattern.compile("# ((?:routes|mappings)/\\S+)\\n");
  private static final Pattern DATABASE = Pattern.compile("-- in the database (\\w+)\\n");
  private static final Pattern COMMAND =
      Pattern.compile("java -jar target/oneway\\.jar(?: ([^#\\n]*[^#\\s]))?(?: +# ([^\\n]*))?");
  private static final Pattern EXIT_CODE = Pattern.compile("exit code (\\d)");

  private final String text;

  private Readme(String text) {
    this.text = text;
  }

  static Readme read() {
    return new Readme(fileText("README.md"));
  }

  static String fileText(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }

  /** A fenced block. */
  record Block(String language, String text) {
    /** The file whose text it is, when its first line names one. */
    Optional<String> file() {
      return first(FILE, text);
    }

    /** The database its statements are for, when its first line names one. */
    Optional<String> database() {
      return first(DATABASE, text);
    }

    boolean isQuery() {
      return language.equals("sql") && text.contains("\nSELECT");
    }

    /** The rows psql prints, as {@link Sql#rows} gives them. */
    List<String> rows() {
      return text.lines()
          .skip(2)
          .map(row -> String.join("|", row.strip().split("\\s*\\|\\s*", -1)))
          .toList();
    }

    /** The commands of a shell block that call Oneway. */
    List<Command> commands() {
      List<Command> commands = new ArrayList<>();
      Matcher matcher = COMMAND.matcher(language.equals("sh") ? text : "");
      while (matcher.find()) {
        String comment = matcher.group(2) == null ? "" : matcher.group(2);
        String arguments = matcher.group(1) == null ? "" : matcher.group(1);
        commands.add(
            Command.of(arguments, Integer.parseInt(first(EXIT_CODE, comment).orElse("0"))));
      }
      return commands;
    }
  }

  /**
   * A call of Oneway.
   *
   * @param input the file it reads from standard input
   * @param exitCode the one the README promises, 0 unless it says another
   */
  record Command(List<String> arguments, Optional<String> input, int exitCode) {
    static Command of(String line, int exitCode) {
      String[] parts = line.split(" < ", 2);
      Optional<String> input = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
      return new Command(List.of(parts[0].split(" ")), input, exitCode);
    }
  }

  List<Block> blocks() {
    return blocksOf(text);
  }

  /** The blocks between two headings. */
  List<Block> blocks(String heading, String nextHeading) {
    return blocksOf(between(heading, nextHeading));
  }

  /** The text between two headings. */
  String between(String heading, String nextHeading) {
    int begin = text.indexOf("\n" + heading + "\n");
    int end = text.indexOf("\n" + nextHeading + "\n", begin);
    if (begin < 0 || end < 0) {
      throw new AssertionError("README.md has no " + heading + " before " + nextHeading);
    }
    return text.substring(begin, end);
  }

  /** All blocks of a language. */
  List<String> blocks(String language) {
    return blocks().stream().filter(b -> b.language().equals(language)).map(Block::text).toList();
  }

  /** The files the README shows whole, by their names. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    blocks().forEach(block -> block.file().ifPresent(file -> files.put(file, block.text())));
    return files;
  }

  /** What stands between backticks in the text around the blocks. */
  Stream<String> codes() {
    return Pattern.compile("`([^`\\n]+)`")
        .matcher(BLOCK.matcher(text).replaceAll(""))
        .results()
        .map(code -> code.group(1));
  }

  private static List<Block> blocksOf(String part) {
    return BLOCK
        .matcher(part)
        .results()
        .map(match -> new Block(match.group(1), match.group(2)))
        .toList();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
