package dev.oneway.mapping.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of an object that a mapping knows, and of those it goes into, their members in turn;
 * an array stands for its elements. Immutable. Finding what is unknown makes no garbage.
 */
public final class KnownNames {
  private static final int LONGEST_NAME = 60;

  /** Arrays that are nested deeper hold nothing a path could lead to. */
  private static final int MOST_ARRAYS = 8;

  private static final KnownNames NONE = new KnownNames("", false, Map.of());

  private final String prefix;
  private final boolean whole;
  private final Map<String, KnownNames> names;

  /** Takes what is unknown, the same name of an array's elements each time. */
  @FunctionalInterface
  public interface Finder {
    /**
     * Takes one name; false ends the search.
     *
     * @param object where it stands
     */
    boolean found(KnownNames object, String name);
  }

  /**
   * @param prefix the path to this object, with its dot
   * @param whole whether every member is known
   */
  KnownNames(String prefix, boolean whole, Map<String, KnownNames> names) {
    this.prefix = prefix;
    this.whole = whole;
    this.names = new HashMap<>(names);
  }

  /**
   * Tells the finder of each unknown name in a record.
   *
   * @return false when the finder has ended the search
   */
  public boolean search(Map<?, ?> record, Finder finder) {
    if (whole) {
      return true;
    }
    for (Map.Entry<?, ?> member : record.entrySet()) {
      KnownNames known = names.get(member.getKey());
      boolean on =
          known == null
              ? finder.found(this, String.valueOf(member.getKey()))
              : known.searchIn(member.getValue(), finder, 0);
      if (!on) {
        return false;
      }
    }
    return true;
  }

  private boolean searchIn(Object value, Finder finder, int arrays) {
    if (whole) {
      return true;
    }
    if (value instanceof Map<?, ?> map) {
      return search(map, finder);
    }
    return !(value instanceof List<?> list)
        || arrays == MOST_ARRAYS
        || searchInEach(list, finder, arrays + 1);
  }

  private boolean searchInEach(List<?> list, Finder finder, int arrays) {
    for (Object element : list) {
      if (!searchIn(element, finder, arrays)) {
        return false;
      }
    }
    return true;
  }

  /** Whether this object is known with all below it. */
  public boolean isWhole() {
    return whole;
  }

  /** What is known of a member; nothing of one that isn't known itself. */
  public KnownNames below(String name) {
    return names.getOrDefault(name, NONE);
  }

  /** The path to a member of this object, as the author of a mapping would write it. */
  public String pathOf(String name) {
    String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    return prefix + Shown.escaped(PathParser.written(shown));
  }
}
