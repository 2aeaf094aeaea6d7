package dev.oneway.destination.jdbc;

import dev.oneway.run.FatalException;

/** A database or a table that can't be written to as it is named, whatever the mapping. */
class Unusable extends FatalException {
  private static final long serialVersionUID = 1L;
  private final String what;
  private final String remedy;

  /**
   * @param what what is wrong, one sentence ending in a full stop
   * @param remedy how to fix it, ending in a full stop
   */
  Unusable(String what, String remedy) {
    super(what + " " + remedy);
    this.what = what;
    this.remedy = remedy;
  }

  String what() {
    return what;
  }

  String remedy() {
    return remedy;
  }
}
