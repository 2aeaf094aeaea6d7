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
  READ;

  /** Whether it only asks. */
  boolean asks() {
    return this == LOOKUP || this == READ;
  }

  /** Whether its records are gone. */
  boolean removes() {
    return this == DEACTIVATE || this == ARCHIVE || this == DELETE;
  }

  /** The option that declares it. */
  String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
