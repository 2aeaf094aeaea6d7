package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Origin ORIGIN = Origin.of(URI.create("https://api.example.com"));
  private final FakeTime time = new FakeTime();
  private final Traffic traffic = new Traffic();
  private final HttpAccount account =
      new HttpAccount(ORIGIN, Auth.none(), HttpTime.of(time, time), new LoggedOutages());

  @AfterEach
  void close() {
    account.close();
  }

  private Gate gate(String rate) {
    return account.gate(HttpLimits.parse(rate, 4));
  }

  private Instant pass(Gate gate) throws RetriableException {
    gate.enter(traffic, Pace.LONGEST_WAIT).free();
    return time.instant();
  }

  @Test
  void allOfSeveralRatesHoldAtOnceAndABusySenderUsesNearlyAllOfThem() throws Exception {
    Gate gate = gate("20/10s, 5/1s");
    Random random = new Random(3);
    List<Instant> left = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      left.add(pass(gate));
      time.pass(Duration.ofMillis(random.nextInt(120)));
    }
    for (int i = 20; i < left.size(); i++) {
      assertThat(Duration.between(left.get(i - 20), left.get(i)))
          .isGreaterThan(Duration.ofSeconds(10));
      assertThat(Duration.between(left.get(i - 5), left.get(i)))
          .isGreaterThan(Duration.ofSeconds(1));
    }
    double seconds = Duration.between(left.get(0), left.get(1999)).toMillis() / 1000.0;
    assertThat(1980 / 2.0 / seconds).isBetween(0.95, 1.0);
    assertThat(traffic.sum().waited()).isGreaterThan(Duration.ofMinutes(10));
  }

  @Test
  void endpointsOfTheSameRateShareItHoweverItIsWritten() throws Exception {
    pass(account.gate(HttpLimits.parse("2/10s,9/1m", 1)));
    pass(account.gate(HttpLimits.parse("9/1m, 2/10s", 7)));
    assertThat(pass(account.gate(HttpLimits.parse("2/10s, 9/1m", 2))))
        .isEqualTo(FakeTime.START.plusMillis(10_100));
    assertThat(pass(gate("2/10s"))).isEqualTo(FakeTime.START.plusMillis(10_100));
  }

  @Test
  void oneRefusalPausesAllWhoDeclareTheSameRateAndNobodyElse() throws Exception {
    gate("5/1s").learn(Answers.of(429, "Retry-After: 30"));
    assertThat(pass(gate("100/10s"))).isEqualTo(FakeTime.START);
    assertThat(pass(gate("5/1s"))).isEqualTo(FakeTime.START.plusSeconds(30));
    assertThat(traffic.sum().waited()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void withoutADeclaredRateARefusalPausesTheWholeAccount() throws Exception {
    gate("").learn(Answers.of(429, "Retry-After: 30"));
    assertThat(pass(gate("100/10s"))).isEqualTo(FakeTime.START.plusSeconds(30));
  }

  @Test
  void aServerOutOfOrderPausesTheWholeAccountAndThatIsNoLimit() throws Exception {
    gate("5/1s").learn(Answers.of(503, "Retry-After: 30"));
    assertThat(pass(gate("100/10s"))).isEqualTo(FakeTime.START.plusSeconds(30));
    assertThat(traffic.sum().waited()).isZero();
  }

  @Test
  void refusalsWithoutATimeDoubleThePauseUntilOneIsServed() throws Exception {
    Gate gate = gate("");
    for (int bound = 1; bound <= 32; bound *= 2) {
      gate.learn(Answers.sent(time.instant(), 429));
      gate.learn(Answers.sent(time.instant().minusMillis(1), 429));
      assertThat(gate.rest().orElseThrow())
          .isBetween(Duration.ofMillis(bound * 500L), Duration.ofSeconds(bound));
      pass(gate);
    }
    gate.learn(Answers.of(200));
    gate.learn(Answers.sent(time.instant(), 429));
    assertThat(gate.rest().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatTakesLongerThanFiveMinutesIsNotSatOut() {
    gate("").learn(Answers.of(429, "Retry-After: 301"));
    assertThatThrownBy(() -> pass(gate("")))
        .hasMessage(
            "https://api.example.com takes no request of ours for now: its limit is used up")
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> {
              assertThat(e.category()).isEqualTo(FailureCategory.RATE_LIMITED);
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(301));
            });
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void howeverLongTheServerAsksForWeLookAgainAfterAnHour() {
    gate("").learn(Answers.of(429, "Retry-After: 999999999"));
    assertThat(gate("").rest()).contains(Duration.ofHours(1));
  }

  @Test
  void noMoreThanAllowedAreUnderWayAtOnce() throws Exception {
    Gate gate = account.gate(HttpLimits.parse("", 1));
    Gate.Place place = gate.enter(traffic, Pace.LONGEST_WAIT);
    CompletableFuture<Gate.Place> second =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return account
                    .gate(HttpLimits.parse("", 1))
                    .enter(new Traffic(), Pace.LONGEST_WAIT);
              } catch (RetriableException e) {
                throw new IllegalStateException(e);
              }
            });
    await().during(Duration.ofMillis(50)).until(() -> !second.isDone());
    place.free();
    second.get().free();
  }

  @Test
  void anInterruptEndsTheWaitAndGivesThePlaceBack() throws Exception {
    HttpAccount real = new HttpAccount(ORIGIN, Auth.none(), HttpTime.system(), new LoggedOutages());
    Gate gate = real.gate(HttpLimits.parse("1/1m", 1));
    gate.enter(traffic, Pace.LONGEST_WAIT).free();
    for (int i = 0; i < 2; i++) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> gate.enter(traffic, Pace.LONGEST_WAIT))
          .isInstanceOf(RetriableException.class)
          .hasMessage("stopped while waiting for https://api.example.com");
      assertThat(Thread.interrupted()).isTrue();
    }
    real.close();
  }
}
