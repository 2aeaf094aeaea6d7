package dev.oneway.ops;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Runs somebody asks for that go beside the flows' ordinary ones, one at a time of each flow. They
 * go on when the call has returned, and are seen like any other run. Threads share it.
 *
 * <p>Under a crash: such a run is closed as interrupted and not begun again.
 */
public interface SideRuns {
  /**
   * Delivers source records again.
   *
   * @return why it can't be begun, in full sentences; empty when it goes on
   */
  Optional<String> replay(String flow, Iterator<Map<String, Object>> records);

  /**
   * Makes a plan, which is kept with a page.
   *
   * @return as above
   */
  Optional<String> plan(String flow);

  /**
   * Compares the destination with what was delivered; what is found is kept with a page.
   *
   * @param repair whether what differs is delivered once more
   * @return as above
   */
  Optional<String> drift(String flow, boolean repair);
}
