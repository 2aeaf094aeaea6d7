package dev.oneway.ops.events;

/** What may have changed, as the addresses of the API group it. */
enum Topic {
  FLOWS("flows"),
  RUNS("runs"),
  ALERTS("alerts"),
  DEAD_LETTERS("deadLetters"),
  INBOXES("inboxes");

  private final String word;

  Topic(String word) {
    this.word = word;
  }

  /** The word programs read in JSON. */
  String word() {
    return word;
  }
}
