package dev.oneway.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody probably meant. */
public final class Nearest {
  /** Longer ones take too long to compare, and nobody writes them by hand. */
  private static final int LONGEST = 200;

  private Nearest() {}

  /** The known name within a third of its length (Damerau-Levenshtein, letter case ignored). */
  public static Optional<String> to(String written, Collection<String> known) {
    record Candidate(String name, int distance) {}
    return known.stream()
        .filter(name -> Math.max(name.length(), written.length()) <= LONGEST)
        .map(name -> new Candidate(name, distance(fold(written), fold(name))))
        .filter(c -> c.distance() <= Math.max(1, Math.max(written.length(), c.name().length()) / 3))
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** {@code Did you mean `x`?} followed by a space, or nothing when no known name is near. */
  public static String didYouMean(String written, Collection<String> known) {
    return to(written, known).map(name -> "Did you mean `" + name + "`? ").orElse("");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (swapped(a, b, i, j)) {
          now[j] = Math.min(now[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = now;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
