package dev.oneway.run;

import java.util.Locale;

/** What a step of a flow is for. */
public enum StepKind {
  /** Reads the source, or stands between it and the mapping. */
  SOURCE,
  MAPPING,
  DEDUP,
  /** Stands behind the mapping. */
  DESTINATION;

  /** The word people read in tables and programs read in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StepKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
