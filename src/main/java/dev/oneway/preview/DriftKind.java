package dev.oneway.preview;

import java.util.Locale;

/** What a comparison with the destination finds of a record. */
public enum DriftKind {
  /** It was delivered, and isn't there. */
  MISSING,
  /** It was delivered, and is there otherwise. */
  CHANGED,
  /** It is there, and this flow didn't deliver it. Another flow or somebody else may, rightly. */
  EXTRA,
  /** The source has it otherwise than it was delivered; an ordinary run delivers it. */
  PENDING,
  /** It was delivered, and the source doesn't have it any more, or the mapping leaves it out. */
  UNREAD;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
