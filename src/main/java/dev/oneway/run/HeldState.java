package dev.oneway.run;

import java.util.Locale;

/** What a record that is gone at the source waits for. */
public enum HeldState {
  /** The end of its run. */
  HELD,
  /** Its removal, by its run. */
  RELEASED,
  /** Somebody's word. */
  WAITING,
  /** Its removal: somebody approved it. */
  APPROVED,
  /** Something new from the source: somebody rejected its removal. */
  REJECTED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static HeldState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
