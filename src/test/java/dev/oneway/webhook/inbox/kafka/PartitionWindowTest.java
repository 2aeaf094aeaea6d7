package dev.oneway.webhook.inbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.webhook.inbox.Later;
import dev.oneway.webhook.inbox.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionWindowTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final long ROOMY = 1000;

  private final PartitionWindow window = new PartitionWindow();

  private static StoredEvent event(long id, String key) {
    return new StoredEvent(id, Optional.ofNullable(key), "{}", 2, 0);
  }

  private void add(long offset, String key) {
    window.add(offset, new PartitionWindow.Read(event(offset, key), Optional.empty()));
  }

  private List<Long> lease(int most, long bytes, Instant now) {
    return window.lease(most, bytes, now).stream().map(read -> read.event().id()).toList();
  }

  @Test
  void onlyWhatLiesBeforeTheFirstUndeliveredEventMayBeCommitted() {
    add(10, "a");
    add(12, "b");
    add(15, "c");
    assertThat(window.committable()).isEqualTo(10);
    assertThat(lease(3, ROOMY, NOW)).containsExactly(10L, 12L, 15L);
    window.finish(List.of(12L));
    assertThat(window.committable()).isEqualTo(10);
    window.finish(List.of(10L));
    assertThat(window.committable()).isEqualTo(15);
    window.finish(List.of(15L));
    assertThat(window.committable()).isEqualTo(16);
    window.reached(18);
    assertThat(window.committable()).isEqualTo(18);
    assertThat(window.bytes()).isZero();
  }

  @Test
  void whatFailedWaitsWithThoseOfItsKeyWhileOthersGoOn() {
    add(1, "a");
    add(2, "a");
    add(3, "b");
    add(4, null);
    assertThat(lease(1, ROOMY, NOW)).containsExactly(1L);
    window.postpone(new Later(event(1, "a"), 1, Duration.ofSeconds(1)), NOW);
    window.release();
    assertThat(lease(10, ROOMY, NOW)).containsExactly(3L, 4L);
    window.finish(List.of(3L, 4L));
    assertThat(window.committable()).isEqualTo(1);
    assertThat(window.lease(10, ROOMY, NOW.plusSeconds(1)))
        .extracting(read -> read.event().attempts())
        .containsExactly(1, 0);
  }

  @Test
  void whatIsOnLeaseIsNotHandedOutAgainAndHoldsItsKey() {
    add(1, "a");
    add(2, "b");
    add(3, "a");
    assertThat(lease(1, ROOMY, NOW)).containsExactly(1L);
    assertThat(lease(5, ROOMY, NOW)).containsExactly(2L);
    window.release();
    assertThat(lease(5, ROOMY, NOW)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aChunkEndsWithTheEventThatMakesItLongEnough() {
    add(1, null);
    add(2, null);
    add(3, null);
    assertThat(lease(5, 3, NOW)).containsExactly(1L, 2L);
  }

  @Test
  void aWindowThatClosesHandsNothingOutAndKnowsWhatIsStillOnLease() {
    add(1, null);
    add(2, null);
    assertThat(lease(1, ROOMY, NOW)).containsExactly(1L);
    window.close();
    assertThat(lease(5, ROOMY, NOW)).isEmpty();
    assertThat(window.hasLeased()).isTrue();
    window.finish(List.of(1L));
    assertThat(window.hasLeased()).isFalse();
    assertThat(window.committable()).isEqualTo(2);
  }
}
