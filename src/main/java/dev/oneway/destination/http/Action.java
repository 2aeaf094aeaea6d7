package dev.oneway.destination.http;

import java.util.Locale;

/** What a declared request does with a record. */
enum Action {
  UPSERT,
  CREATE,
  UPDATE,
  DEACTIVATE,
  ARCHIVE,
  DELETE,
  LOOKUP,
  /** The look-up of what the first one didn't find by its key. */
  MATCH,
  READ;

  /** Whether its records are gone. */
  boolean removes() {
    return this == DEACTIVATE || this == ARCHIVE || this == DELETE;
  }

  /** The option that declares it. */
  String option() {
    return this == MATCH ? "matchLookup" : name().toLowerCase(Locale.ROOT);
  }

  /** Whether it only asks, and so can be sent as often as one likes. */
  boolean asks() {
    return this == LOOKUP || this == MATCH || this == READ;
  }
}
