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

/** Reads a file in UTF-8, with or without a byte order mark. */
public final class TextFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /**
   * The text without its byte order mark; empty, with a fault in the list, when it can't be read.
   *
   * @param path an existing file
   */
  public static Optional<String> read(Path path, FaultList faults) {
    try {
      return text(Files.readAllBytes(path), faults);
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

  /** Adds a fault at the place behind the good beginning of a file. */
  static void atEndOf(String good, FaultList faults, String what, String remedy) {
    int line = 1 + (int) good.chars().filter(c -> c == '\n').count();
    int column = good.length() - good.lastIndexOf('\n');
    faults.at(line, column, what, remedy);
  }
}
