package dev.oneway.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for much text: UTF-8 in large blocks, whatever the terminal's encoding is, and it
 * knows when nobody reads any more. Belongs to one thread.
 */
final class PipedOutput {
  private static final int BLOCK = 1 << 16;

  private final PrintStream standard;
  private final OutputStream out;

  /**
   * @param standard standard output
   */
  PipedOutput(PrintStream standard) {
    this.standard = standard;
    this.out = new BufferedOutputStream(standard, BLOCK);
  }

  void print(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a PrintStream never throws it
    }
  }

  /** Hands on what has been printed. */
  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a PrintStream never throws it
    }
  }

  /** Whether the reader has gone, as {@code head} does after some lines. */
  boolean isBroken() {
    return standard.checkError();
  }
}
