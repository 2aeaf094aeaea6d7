package dev.oneway.ops.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each address has failed to say who it is: after ten times within a minute it is not
 * asked again before that minute is over, so that guessing takes years. Remembers the last thousand
 * addresses. Threads may share it.
 */
final class Throttle {
  private static final int MOST_FAILURES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 1000;

  private record Failures(Instant since, int count) {}

  private final Clock clock;
  private final Map<String, Failures> byAddress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  Throttle(Clock clock) {
    this.clock = clock;
  }

  /** How long this address has to wait; zero when it needn't. */
  synchronized Duration wait(String address) {
    Failures failures = byAddress.get(address);
    if (failures == null || failures.count() < MOST_FAILURES) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), failures.since().plus(WINDOW));
    return left.isNegative() ? Duration.ZERO : left;
  }

  synchronized void failed(String address) {
    Instant now = clock.instant();
    Failures before = byAddress.remove(address);
    boolean isNew = before == null || before.since().plus(WINDOW).isBefore(now);
    byAddress.put(
        address, isNew ? new Failures(now, 1) : new Failures(before.since(), before.count() + 1));
  }

  synchronized void succeeded(String address) {
    byAddress.remove(address);
  }
}
