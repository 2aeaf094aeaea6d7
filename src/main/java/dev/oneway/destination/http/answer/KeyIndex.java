package dev.oneway.destination.http.answer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds the record a vendor names: by its key, or by the vendor's own id; with another letter case
 * only where that leaves one. A name that could mean two is nobody's.
 */
public final class KeyIndex {
  private static final int SEVERAL = -1;
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> folded = new HashMap<>();

  /**
   * @param names what each record may be called, in the order of the records
   */
  public KeyIndex(List<Set<String>> names) {
    for (int i = 0; i < names.size(); i++) {
      int position = i;
      Set<String> foldedNames = new HashSet<>();
      names.get(i).forEach(name -> put(exact, name, position));
      names.get(i).forEach(name -> foldedNames.add(fold(name)));
      foldedNames.forEach(name -> put(folded, name, position));
    }
  }

  private static void put(Map<String, Integer> positions, String name, int position) {
    positions.merge(name, position, (one, other) -> SEVERAL);
  }

  /** The record's position; empty for a name that isn't known, or means several. */
  public OptionalInt find(String name) {
    Integer position = exact.containsKey(name) ? exact.get(name) : folded.get(fold(name));
    return position == null || position == SEVERAL ? OptionalInt.empty() : OptionalInt.of(position);
  }

  static String fold(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
