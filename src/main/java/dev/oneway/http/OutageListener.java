package dev.oneway.http;

import java.time.Duration;

/**
 * Is told once when a server is taken for down and once when it serves us again. One bound in the
 * registry takes the place of the log. Called by the thread whose request made the difference.
 */
public interface OutageListener {
  void down(Outage outage);

  /**
   * @param lasted from the first failure to the first success
   */
  void up(Outage outage, Duration lasted);
}
