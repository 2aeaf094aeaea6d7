package dev.oneway.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in aligned columns, for people. Columns of numbers are aligned to the right. */
final class Table {
  private static final String GAP = "  ";
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] numeric;

  Table(String... headings) {
    rows.add(List.of(headings));
    numeric = new boolean[headings.length];
    Arrays.fill(numeric, true);
  }

  void row(Object... cells) {
    List<String> texts = new ArrayList<>(cells.length);
    for (int column = 0; column < cells.length; column++) {
      numeric[column] &= cells[column] instanceof Number;
      texts.add(oneLine(String.valueOf(cells[column])));
    }
    rows.add(texts);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String padding = " ".repeat(width(column) - length(cell));
        line.append(numeric[column] ? padding + cell : cell + padding).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
