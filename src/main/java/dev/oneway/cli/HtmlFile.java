package dev.oneway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page somebody wants as a file. */
final class HtmlFile {
  private HtmlFile() {}

  /**
   * Before the work that it shows.
   *
   * @param file null when no page is asked for
   */
  static void requireFolder(Path file) {
    if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new IllegalArgumentException(
          "--html: there is no folder " + file.toAbsolutePath().getParent() + ". Make it first.");
    }
  }

  static void write(Path file, String html) {
    try {
      Files.writeString(file, html);
    } catch (IOException e) {
      throw new UncheckedIOException("the page can't be written: " + file, e);
    }
  }
}
