package dev.oneway.alert;

import java.util.Locale;

/** What an alert is about. A flow has one open alert of each kind at most. */
public enum AlertKind {
  /** A flow's runs fail. */
  FAILING,
  /** A run wants to delete more than its mapping allows, and waits to be told what to do. */
  DELETE_LIMIT,
  /** A flow isn't as fresh as it promises. */
  STALE,
  /** A run read nothing where that isn't expected. */
  EMPTY,
  /** A destination no longer holds what was delivered. */
  DRIFT,
  /** A flow has much more or much less to do than it used to. */
  VOLUME,
  /** Many more records are refused than usual. */
  REJECTS,
  /** Changes arrive later than a flow promises. */
  LATENCY,
  /** More and more records wait to be mended. */
  DEAD_LETTERS,
  /** What came in by webhook waits for long. */
  INBOX;

  /** The word people read in tables and programs read in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static AlertKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
