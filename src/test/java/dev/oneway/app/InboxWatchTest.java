package dev.oneway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.webhook.inbox.InboxState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Brokers that are slow, or don't answer, hold nobody up. */
class InboxWatchTest {
  private static final InboxState TICKETS =
      new InboxState("tickets", 3, Optional.empty(), Optional.empty(), Optional.empty(), 0);

  @Test
  void whoLooksDoesntWaitForBrokersAndTheyAreAskedOnce() {
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    InboxWatch watch =
        new InboxWatch(
            () -> {
              asked.incrementAndGet();
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return List.of(TICKETS);
            });
    assertThat(watch.get()).isEmpty();
    assertThat(watch.get()).isEmpty();
    answer.countDown();
    await().untilAsserted(() -> assertThat(watch.get()).containsExactly(TICKETS));
    assertThat(asked).hasValue(1);
  }

  @Test
  void whenTheyCantBeAskedNothingIsKnown() {
    AtomicInteger asked = new AtomicInteger();
    InboxWatch watch =
        new InboxWatch(
            () -> {
              asked.incrementAndGet();
              throw new IllegalStateException("no broker");
            });
    assertThat(watch.get()).isEmpty();
    await().until(() -> asked.get() == 1);
    assertThat(watch.get()).isEmpty();
  }
}
