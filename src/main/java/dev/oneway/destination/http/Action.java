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
  READ,
  /** Gets the record's file, from the server it lies on. */
  FILE,
  /** What create and update don't take, once the record is there. */
  DETAILS,
  /** The same where details are there already. */
  DETAILS_UPDATE;

  /** Whether its records are gone. */
  boolean removes() {
    return this == DEACTIVATE || this == ARCHIVE || this == DELETE;
  }

  /** The option that declares it. */
  String option() {
    return switch (this) {
      case MATCH -> "matchLookup";
      case DETAILS_UPDATE -> "detailsUpdate";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  /** Whether it only asks, and so can be sent as often as one likes. */
  boolean asks() {
    return this == LOOKUP || this == MATCH || this == READ || this == FILE;
  }

  /** Whether it adds to a record that is there. */
  boolean addsDetails() {
    return this == DETAILS || this == DETAILS_UPDATE;
  }
}
