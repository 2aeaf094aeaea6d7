package dev.oneway.flows;

import java.util.List;
import java.util.Map;

/** A step with a mistake that only some records bring to light. */
public final class Poison {
  static volatile String word;

  private Poison() {}

  public static void look(List<Map<String, Object>> records) {
    if (word != null && records.stream().anyMatch(record -> word.equals(record.get("title")))) {
      throw new IllegalStateException("no such word");
    }
  }
}
