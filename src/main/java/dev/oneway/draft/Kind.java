package dev.oneway.draft;

import java.util.Locale;

/** What a field holds, as far as a draft tells it apart. */
public enum Kind {
  TEXT,
  INTEGER,
  DECIMAL,
  BOOLEAN,
  DATE,
  INSTANT,
  /** A date with a time, and no zone. */
  LOCAL,
  JSON,
  BINARY,
  UNKNOWN;

  boolean isTime() {
    return this == INSTANT || this == LOCAL;
  }

  boolean isNumber() {
    return this == INTEGER || this == DECIMAL;
  }

  /** Whether values of this kind can be had from values of the other one. */
  boolean takes(Kind other) {
    if (this == other || this == TEXT || this == UNKNOWN || other == UNKNOWN || other == TEXT) {
      return other != JSON || this != TEXT;
    }
    return (isNumber() && other.isNumber())
        || (isTime() && (other.isTime() || other == DATE))
        || (this == DATE && other.isTime())
        || (this == BOOLEAN && other == INTEGER);
  }

  @Override
  public String toString() {
    return this == LOCAL ? "time without a zone" : name().toLowerCase(Locale.ROOT);
  }
}
