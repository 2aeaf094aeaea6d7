package dev.oneway.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Many texts for a statement's {@code IN (…)}: cut into parts and each part padded with its last
 * text to one of a few sizes, so that a database sees few distinct statements and can reuse them.
 */
public final class InList {
  private static final int[] SIZES = {1, 8, 16, 32, 64, 128, 256, 512, 1024};

  private InList() {}

  /** Calls the statement once per part; a part has between 1 and 1024 texts. */
  public static void forEachPart(List<String> texts, Consumer<List<String>> statement) {
    int largest = SIZES[SIZES.length - 1];
    for (int from = 0; from < texts.size(); from += largest) {
      statement.accept(padded(texts.subList(from, Math.min(texts.size(), from + largest))));
    }
  }

  /** {@code (?, ?, ?)} for this part. */
  public static String placeholders(List<String> part) {
    return "(" + String.join(",", Collections.nCopies(part.size(), "?")) + ")";
  }

  private static List<String> padded(List<String> part) {
    int size = SIZES[0];
    for (int i = 1; size < part.size(); i++) {
      size = SIZES[i];
    }
    List<String> padded = new ArrayList<>(size);
    padded.addAll(part);
    String last = part.get(part.size() - 1);
    while (padded.size() < size) {
      padded.add(last);
    }
    return padded;
  }
}
