package dev.oneway.destination.http;

import dev.oneway.run.Fate;

/** What is to be done with a parcel next. */
sealed interface Step {

  /** It goes out with this request. */
  record Send(DeclaredRequest request) implements Step {}

  /**
   * The vendor can't take it as it is.
   *
   * @param field the mapped field it is about
   */
  record Refuse(String category, String field, String reason) implements Step {}

  /** There is nothing to do at the vendor. */
  record Leave(Fate fate) implements Step {}
}
