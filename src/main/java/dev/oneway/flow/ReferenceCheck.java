package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.record.Shape;
import java.util.Optional;

/** Whether a route can find the records its mapping points to, and deliver what waited for them. */
final class ReferenceCheck {
  private ReferenceCheck() {}

  /**
   * The first thing that is wrong, with its place in the route's file.
   *
   * @param shape of the mapping's records
   */
  static Optional<Fault> fault(String file, Delivery delivery, Shape shape) {
    return shape.refers() ? fault(file, delivery) : Optional.empty();
  }

  private static Optional<Fault> fault(String file, Delivery delivery) {
    Reading reading = delivery.reading();
    if (!delivery.ledgered()) {
      return fault(
          file,
          delivery,
          "the mapping points to other records (`ref`), and no ledger finds them.",
          "Put `- to: dedup:ledger` before this step.");
    }
    if (!reading.ends()) {
      return fault(
          file,
          delivery,
          "what waits for other records (`ref`) comes at the end of a run, and nothing here has an"
              + " end.",
          "Put `split:` with `expression: { ref: { expression: chunk500 } }` around the steps, or"
              + " begin the route with an inbox.");
    }
    return reading.inOrder()
        ? Optional.empty()
        : fault(
            file,
            delivery,
            "what waits for other records (`ref`) comes when all else is done, and chunks are"
                + " worked on side by side.",
            "Remove `parallelProcessing` from the split.");
  }

  private static Optional<Fault> fault(String file, Delivery delivery, String what, String remedy) {
    return Optional.of(new Fault(file, delivery.use().line(), 0, what, remedy));
  }
}
