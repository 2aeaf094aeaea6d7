package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.OutageException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final FakeTime time = new FakeTime();
  private final List<String> told = new ArrayList<>();
  private final Breaker breaker =
      new Breaker(
          Origin.of(URI.create("https://api.example.com")),
          HttpTime.of(time, time),
          new Told(told));

  private void fail(int times) throws OutageException {
    for (int i = 0; i < times; i++) {
      breaker.admit();
      breaker.failed("status 503");
    }
  }

  @Test
  void tenFailuresInARowOpenIt() throws Exception {
    fail(9);
    breaker.admit();
    breaker.served();
    fail(10);
    assertThat(told).containsExactly("down https://api.example.com 10 status 503");
    assertThatThrownBy(breaker::requireUp)
        .hasMessage("https://api.example.com is down since 2026-01-31T10:00:00Z")
        .isInstanceOfSatisfying(
            OutageException.class,
            e -> {
              assertThat(e.category()).isEqualTo(FailureCategory.UNAVAILABLE);
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(30));
            });
  }

  @Test
  void threeFailuresOpenItWhenTheyTookAMinute() throws Exception {
    for (int i = 0; i < 3; i++) {
      fail(1);
      time.pass(Duration.ofSeconds(30));
    }
    assertThat(told).containsExactly("down https://api.example.com 3 status 503");
  }

  @Test
  void afterHalfAMinuteOneRequestTriesAndItsFailureIsNoNewOutage() throws Exception {
    fail(10);
    time.pass(Duration.ofSeconds(30));
    breaker.requireUp();
    breaker.admit();
    assertThatThrownBy(breaker::admit).isInstanceOf(OutageException.class);
    breaker.failed("status 503");
    assertThatThrownBy(breaker::admit).isInstanceOf(OutageException.class);
    assertThat(told).hasSize(1);
  }

  @Test
  void theFirstSuccessEndsTheOutage() throws Exception {
    fail(10);
    time.pass(Duration.ofSeconds(30));
    breaker.admit();
    breaker.served();
    assertThat(told).last().isEqualTo("up https://api.example.com after PT30S");
    fail(9);
    assertThat(told).hasSize(2);
  }

  @Test
  void aTryThatWeAbandonLeavesItsPlaceToTheNextOne() throws Exception {
    fail(10);
    time.pass(Duration.ofSeconds(30));
    breaker.admit();
    breaker.abandoned();
    breaker.admit();
    breaker.served();
    assertThat(told).last().isEqualTo("up https://api.example.com after PT30S");
  }

  @Test
  void requestsWeAbandonAreNoFailuresOfTheServer() throws Exception {
    for (int i = 0; i < 20; i++) {
      breaker.admit();
      breaker.abandoned();
    }
    fail(9);
    assertThat(told).isEmpty();
  }

  @Test
  void stragglersOfBeforeNeitherOpenNorCloseIt() throws Exception {
    breaker.admit();
    fail(10);
    time.pass(Duration.ofSeconds(29));
    breaker.served();
    breaker.failed("reset");
    assertThatThrownBy(breaker::requireUp).isInstanceOf(OutageException.class);
    time.pass(Duration.ofSeconds(1));
    breaker.requireUp();
    assertThat(told).hasSize(1);
  }

  /** Writes down what it is told. */
  record Told(List<String> lines) implements OutageListener {
    @Override
    public void down(Outage outage) {
      lines.add("down " + outage.server() + " " + outage.failures() + " " + outage.reason());
    }

    @Override
    public void up(Outage outage, Duration lasted) {
      lines.add("up " + outage.server() + " after " + lasted);
    }
  }
}
