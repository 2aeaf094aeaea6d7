package dev.oneway.destination;

import dev.oneway.record.Shape;

/** An endpoint whose destination can be asked, before anything runs, what it can take. */
public interface Inspectable {

  /**
   * Compares a shape with the destination as it is now; changes nothing there. Waits no longer than
   * a write would wait for its connection.
   */
  Inspection inspect(Shape shape);

  /** The destination itself, not opened. */
  Destination destination();
}
