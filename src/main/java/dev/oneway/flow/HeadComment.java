package dev.oneway.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a route file's author says of the flow at the head of the file. */
public final class HeadComment {
  private static final String MARK = "#";

  private HeadComment() {}

  /** The comment on one line, without the line that names the file; empty when there is none. */
  public static String of(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      String name = file.getFileName().toString();
      return text.lines()
          .takeWhile(line -> line.startsWith(MARK))
          .filter(line -> !line.endsWith(name))
          .map(line -> line.substring(MARK.length()).strip())
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      throw new UncheckedIOException("the route file can't be read: " + file, e);
    }
  }
}
