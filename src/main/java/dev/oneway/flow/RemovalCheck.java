package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.record.Removal;
import dev.oneway.record.Shape;
import java.util.Optional;

/** Whether a route can keep what its mapping says of records that are gone. */
final class RemovalCheck {
  private static final String MISSING = "the mapping takes what is missing for gone, and ";

  private RemovalCheck() {}

  /**
   * The first thing that is wrong, with its place in the route's file.
   *
   * @param shape of the mapping's records
   */
  static Optional<Fault> fault(String file, Delivery delivery, Shape shape) {
    return shape
        .removal()
        .flatMap(removal -> wrong(delivery, removal))
        .map(wrong -> new Fault(file, delivery.use().line(), 0, wrong.what(), wrong.remedy()));
  }

  private record Wrong(String what, String remedy) {}

  private static Optional<Wrong> wrong(Delivery delivery, Removal removal) {
    Reading reading = delivery.reading();
    if (!delivery.ledgered()) {
      return wrong(
          "the mapping removes what is gone, and no ledger remembers what was delivered.",
          "Put `- to: dedup:ledger` before this step.");
    }
    if (!reading.ends()) {
      return wrong(
          "the mapping removes what is gone at the end of a run, and nothing here has an end.",
          "Put `split:` with `expression: { ref: { expression: chunk500 } }` around the steps, or"
              + " begin the route with an inbox.");
    }
    if (!reading.inOrder()) {
      return wrong(
          "the mapping removes what is gone when all else is done, and chunks are worked on side by"
              + " side.",
          "Remove `parallelProcessing` from the split.");
    }
    return removal.missing() && !reading.inbox() ? incomplete(reading) : Optional.empty();
  }

  private static Optional<Wrong> incomplete(Reading reading) {
    if (reading.since()) {
      return wrong(
          MISSING + "the route asks only for what changed since its watermark.",
          "Let the route read everything, or write `missing: ignore`.");
    }
    return reading.whole()
        ? Optional.empty()
        : wrong(
            MISSING + "the route reads in several parts.",
            "Let one `split:`, directly below `steps:`, take all there is, or write `missing:"
                + " ignore`.");
  }

  private static Optional<Wrong> wrong(String what, String remedy) {
    return Optional.of(new Wrong(what, remedy));
  }
}
