package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.OutageException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final FakeTime time = new FakeTime();
  private final AtomicInteger tries = new AtomicInteger();

  private Backoff backoff(int attempts, Duration atMost) {
    return new Backoff(attempts, atMost, time, time, new Random(7));
  }

  private Backoff.Attempt<String> failing(int failures, Duration retryAfter) {
    return failing(FailureCategory.RATE_LIMITED, failures, retryAfter);
  }

  private Backoff.Attempt<String> failing(
      FailureCategory category, int failures, Duration retryAfter) {
    return () -> {
      if (tries.incrementAndGet() <= failures) {
        throw new RetriableException(category, "busy", retryAfter, null);
      }
      return "done";
    };
  }

  @Test
  void itWaitsExactlyAsLongAsTheServerAsks() throws Exception {
    assertThat(backoff(5, Duration.ofMinutes(2)).run(failing(2, Duration.ofSeconds(7))))
        .isEqualTo("done");
    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
  }

  @Test
  void withoutAWordFromTheServerItWaitsARandomTimeBelowADoublingBound() throws Exception {
    backoff(5, Duration.ofMinutes(2)).run(failing(4, null));
    assertThat(time.sleeps()).hasSize(4).doesNotHaveDuplicates();
    for (int i = 0; i < 4; i++) {
      assertThat(time.sleeps().get(i)).isLessThanOrEqualTo(Duration.ofMillis(500L << i));
    }
  }

  @Test
  void itGivesUpAfterTheLastAttemptWithTheLastFailure() {
    assertThatThrownBy(
            () ->
                backoff(3, Duration.ofMinutes(2))
                    .run(failing(FailureCategory.UNAVAILABLE, 9, Duration.ZERO)))
        .isInstanceOf(RetriableException.class)
        .hasMessage("busy (tried 3 times)");
    assertThat(tries).hasValue(3);
  }

  @Test
  void itDoesNotBeginToWaitForWhatLiesBehindItsTime() {
    assertThatThrownBy(() -> backoff(5, Duration.ofMinutes(2)).run(failing(9, Duration.ofHours(1))))
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofHours(1)));
    assertThat(time.sleeps()).isEmpty();
    assertThat(tries).hasValue(1);
  }

  @Test
  void toBeLimitedIsNoFailedAttempt() throws Exception {
    Traffic traffic = new Traffic();
    assertThat(backoff(2, Duration.ofMinutes(2)).run(traffic, failing(9, Duration.ofSeconds(10))))
        .isEqualTo("done");
    assertThat(traffic.sum().waited()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void whatIsLimitedForTooLongIsGivenUp() {
    assertThatThrownBy(
            () ->
                backoff(2, Duration.ofMinutes(2))
                    .run(failing(Integer.MAX_VALUE, Duration.ofSeconds(10))))
        .hasMessage("busy (tried 13 times)");
  }

  @Test
  void aServerThatKeepsSayingInNoTimeIsAskedLessAndLess() {
    assertThatThrownBy(
            () -> backoff(2, Duration.ofMinutes(2)).run(failing(Integer.MAX_VALUE, Duration.ZERO)))
        .isInstanceOf(RetriableException.class);
    assertThat(tries.get()).isLessThan(30);
  }

  @Test
  void aFailureIsNoTimeWaitedForALimit() throws Exception {
    Traffic traffic = new Traffic();
    backoff(5, Duration.ofMinutes(2))
        .run(traffic, failing(FailureCategory.UNAVAILABLE, 2, Duration.ofSeconds(1)));
    assertThat(traffic.sum().waited()).isZero();
  }

  @Test
  void aServerKnownToBeDownIsNotTriedAgain() {
    assertThatThrownBy(
            () ->
                backoff(5, Duration.ofMinutes(2))
                    .run(
                        () -> {
                          tries.incrementAndGet();
                          throw new OutageException("down", Duration.ofSeconds(1));
                        }))
        .isInstanceOf(OutageException.class);
    assertThat(tries).hasValue(1);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void aFatalFailureIsNotTriedAgain() {
    assertThatThrownBy(
            () ->
                backoff(5, Duration.ofMinutes(2))
                    .run(
                        () -> {
                          tries.incrementAndGet();
                          throw new FatalException("no right");
                        }))
        .isInstanceOf(FatalException.class);
    assertThat(tries).hasValue(1);
  }

  @Test
  void anInterruptEndsTheWaitAndStaysVisible() {
    Backoff real = new Backoff(5, Duration.ofMinutes(2), HttpTime.system());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> real.run(failing(9, Duration.ofSeconds(30))))
        .isInstanceOf(RetriableException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(tries).hasValue(1);
  }

  @Test
  void noAttemptAtAllIsRefused() {
    assertThatThrownBy(() -> new Backoff(0, Duration.ofMinutes(2), HttpTime.system()))
        .hasMessage("attempts cannot be less than 1, and is 0");
  }
}
