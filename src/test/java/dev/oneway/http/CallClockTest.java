package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is cut off for its time is a timeout, wherever the client was when it was cut. */
class CallClockTest {
  private static final HttpTimeouts TIMEOUTS =
      new HttpTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(100));

  @Test
  void aCallThatIsCutBetweenTwoStepsOfTheClientIsATimeout() {
    CountDownLatch cut = new CountDownLatch(1);
    try (Watchdog watchdog = new Watchdog()) {
      CallClock clock = new CallClock(watchdog, () -> countedDown(cut), TIMEOUTS);
      assertThatThrownBy(
              () ->
                  clock.run(
                      () -> {
                        await(cut);
                        throw new IllegalStateException("Endpoint not acquired / already released");
                      }))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whatHappensInTimeIsNoTimeout() {
    try (Watchdog watchdog = new Watchdog()) {
      CallClock clock = new CallClock(watchdog, () -> false, TIMEOUTS);
      assertThatThrownBy(
              () ->
                  clock.run(
                      () -> {
                        throw new IllegalStateException("a mistake of ours");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static boolean countedDown(CountDownLatch latch) {
    latch.countDown();
    return true;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
