package dev.oneway.destination.jdbc;

import java.nio.charset.StandardCharsets;

/** Rows in the text format of PostgreSQL's COPY (manual, COPY, "File Formats"). */
final class CopyText {
  private final StringBuilder rows;
  private boolean inRow;

  CopyText(int expectedLength) {
    rows = new StringBuilder(expectedLength);
  }

  /**
   * @param value null for NULL
   */
  void value(String value) {
    if (inRow) {
      rows.append('\t');
    }
    inRow = true;
    if (value == null) {
      rows.append("\\N");
    } else {
      appendEscaped(value);
    }
  }

  void endRow() {
    rows.append('\n');
    inRow = false;
  }

  byte[] bytes() {
    return rows.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void appendEscaped(String value) {
    int plainFrom = 0;
    for (int i = 0; i < value.length(); i++) {
      char letter = letterOf(value.charAt(i));
      if (letter != 0) {
        rows.append(value, plainFrom, i).append('\\').append(letter);
        plainFrom = i + 1;
      }
    }
    rows.append(value, plainFrom, value.length());
  }

  private static char letterOf(char c) {
    return switch (c) {
      case '\\' -> '\\';
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\r' -> 'r';
      default -> 0;
    };
  }
}
