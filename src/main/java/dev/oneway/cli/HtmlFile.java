package dev.oneway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page somebody wants as a file. */
final class HtmlFile {
  private HtmlFile() {}

  static void write(Path file, String html) {
    try {
      Files.writeString(file, html);
    } catch (IOException e) {
      throw new UncheckedIOException("the page can't be written: " + file, e);
    }
  }
}
