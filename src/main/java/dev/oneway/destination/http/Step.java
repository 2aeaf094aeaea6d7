package dev.oneway.destination.http;

import dev.oneway.run.Fate;

/** What is to be done with a parcel next. */
sealed interface Step {

  /** It goes out with this request. */
  record Send(DeclaredRequest request) implements Step {}

  /** There is nothing to do at the vendor. */
  record Leave(Fate fate) implements Step {}
}
