package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Vendor;
import dev.oneway.demo.http.Weather;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.OutageException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import dev.oneway.testing.LogLines;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpChannelTest {
  private final FakeTime time = new FakeTime();
  private final Traffic traffic = new Traffic();
  private final List<String> told = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private SandboxServer server;
  private HttpAccount account;
  private HttpCall call;

  @AfterEach
  void close() {
    over.countDown();
    account.close();
    server.close();
  }

  private HttpChannel channel(HttpTimeouts timeouts, Vendor vendor, Weather weather)
      throws Exception {
    server = SandboxServer.start(0, vendor, weather);
    URI url = URI.create(server.url() + "/items");
    account =
        new HttpAccount(
            Origin.of(url), Auth.none(), HttpTime.of(time, time), new BreakerTest.Told(told));
    call = HttpCall.get(url, "application/json");
    return account.channel(HttpLimits.parse("", 4), timeouts);
  }

  private HttpChannel channel(Vendor vendor) throws Exception {
    return channel(
        new HttpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)), vendor, Weather.CLEAR);
  }

  private Backoff backoff() {
    return new Backoff(5, Duration.ofMinutes(2), time, time, new Random(5));
  }

  private void ask(HttpChannel channel) throws RetriableException {
    channel.fetch(call, traffic, new Cancellation()).close();
  }

  @Test
  void aServerDownForTenMinutesIsOneOutage() throws Exception {
    Instant back = FakeTime.START.plus(Duration.ofMinutes(10));
    AtomicInteger asked = new AtomicInteger();
    HttpChannel channel =
        channel(
            request -> {
              asked.incrementAndGet();
              return time.instant().isBefore(back)
                  ? Reply.text(503, "maintenance")
                  : Reply.json(200, Map.of());
            });
    int served = 0;
    Duration longestRun = Duration.ZERO;
    while (time.instant().isBefore(back.plusSeconds(120))) {
      Instant begin = time.instant();
      try {
        backoff().run(traffic, () -> channel.fetch(call, traffic, new Cancellation())).close();
        served++;
      } catch (RetriableException e) {
        assertThat(e.category()).isEqualTo(FailureCategory.UNAVAILABLE);
      }
      Duration run = Duration.between(begin, time.instant());
      longestRun = run.compareTo(longestRun) > 0 ? run : longestRun;
      time.pass(Duration.ofSeconds(5));
    }
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith("down " + server.url()).endsWith("status 503");
    assertThat(told.get(1)).startsWith("up " + server.url() + " after PT10M");
    assertThat(served).isGreaterThan(15);
    assertThat(asked.get() - served).as("requests while it was down").isLessThan(35);
    assertThat(longestRun).isLessThan(Duration.ofSeconds(30));
    assertThat(traffic.sum().calls()).isEqualTo(asked.get());
    assertThat(traffic.sum().waited()).isZero();
  }

  @Test
  void anOutageIsOneLineWhenItBeginsAndOneWhenItEnds() throws Exception {
    channel(request -> Reply.empty(204));
    try (LogLines log = new LogLines(LoggedOutages.class.getName())) {
      Breaker breaker = new Breaker(account.origin(), HttpTime.of(time, time), new LoggedOutages());
      for (int i = 0; i < 10; i++) {
        breaker.admit();
        breaker.failed("GET http://a failed: reset");
      }
      time.pass(Duration.ofSeconds(90));
      breaker.admit();
      breaker.served();
      assertThat(log.all())
          .containsExactly(
              "WARN "
                  + server.url()
                  + " is down since 2026-01-31T10:00:00Z: 10 requests in a row failed, the last with: GET http://a failed: reset. Requests to it fail at once now; every 30s one is let through.",
              "INFO " + server.url() + " is up again after 90s");
    }
  }

  @Test
  void aVendorThatRefusesIsNotDown() throws Exception {
    HttpChannel channel = channel(request -> Reply.json(422, Map.of("message", "no")));
    for (int i = 0; i < 30; i++) {
      try (Answer answer = channel.send(call, traffic)) {
        assertThat(channel.failure(call, answer).category()).isEqualTo(FailureCategory.INVALID);
      }
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aRequestWeCancelEndsAtOnceAndSaysNothingOfTheServer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    HttpChannel channel =
        channel(
            new HttpTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60)),
            request -> Reply.empty(204),
            (exchange, request, vendor) -> {
              asked.countDown();
              await(over);
            });
    Cancellation cancellation = new Cancellation();
    Thread canceller =
        new Thread(
            () -> {
              await(asked);
              cancellation.cancel();
            });
    canceller.start();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> channel.fetch(call, traffic, cancellation))
          .isInstanceOf(RetriableException.class);
    }
    canceller.join();
    assertThat(told).isEmpty();
    assertThat(traffic.sum().calls()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aLimitIsWaitedForOnceAndCounted() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpChannel channel =
        channel(
            request ->
                asked.incrementAndGet() < 9
                    ? Reply.text(429, "slow down").with("Retry-After", "10")
                    : Reply.empty(204));
    backoff().run(traffic, () -> channel.fetch(call, traffic, new Cancellation())).close();
    assertThat(time.sleeps()).hasSize(8).containsOnly(Duration.ofSeconds(10));
    assertThat(traffic.sum().waited()).isEqualTo(Duration.ofSeconds(80));
    assertThat(traffic.sum().calls()).isEqualTo(9);
    assertThat(told).isEmpty();
  }

  @Test
  void aLimitOnlyTheBodyTellsOfPausesTheOthersToo() throws Exception {
    HttpChannel channel = channel(request -> Reply.text(403, "REQUEST_LIMIT_EXCEEDED"));
    try (Answer answer = channel.send(call, traffic)) {
      Failure failure = channel.failure(call, answer, FailureCategory.RATE_LIMITED, "too much");
      assertThat(failure.message()).endsWith("was answered with status 403: too much");
      assertThat(failure.retryAfter().orElseThrow())
          .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
    channel.send(call, traffic).close();
    assertThat(time.sleeps()).hasSize(1);
  }

  @Test
  void successThatDoesNotHoldWhatItMustIsAnUnexpectedAnswer() throws Exception {
    HttpChannel channel =
        channel(request -> new Reply(200, Map.of("Content-Type", "text/html"), new byte[] {'<'}));
    try (Answer answer = channel.send(call, traffic)) {
      Failure failure = channel.unexpected(call, answer, "is not JSON");
      assertThat(failure.category()).isEqualTo(FailureCategory.UNEXPECTED_ANSWER);
      assertThat(failure.message())
          .isEqualTo(
              "the answer to GET %s is not JSON; it is HTML (a login page? a proxy?)"
                  .formatted(call.url()));
    }
  }

  /** Sends a byte each 20 ms, for ever; no single wait is long. */
  private Weather drip() {
    return (exchange, request, vendor) -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write("[".getBytes(StandardCharsets.UTF_8));
        while (!over.await(20, TimeUnit.MILLISECONDS)) {
          body.write(' ');
          body.flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  @Test
  void aBodyThatDripsIsCutOffWhenTheWholeCallTakesTooLong() throws Exception {
    HttpChannel channel =
        channel(
            new HttpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(500)),
            request -> Reply.empty(204),
            drip());
    try (Answer answer = channel.send(call, traffic)) {
      assertThatThrownBy(answer::drain)
          .isInstanceOfSatisfying(
              java.io.IOException.class,
              e -> {
                RetriableException failed = channel.failed(call, e);
                assertThat(failed.category()).isEqualTo(FailureCategory.TIMEOUT);
                assertThat(failed).hasMessageEndingWith("it takes longer than the callTimeout");
              });
    }
    assertThat(traffic.sum().receivedBytes()).isPositive();
  }

  @Test
  void anAnswerThatNeverBeginsIsCutOffToo() throws Exception {
    HttpChannel channel =
        channel(
            new HttpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(300)),
            request -> Reply.empty(204),
            (exchange, request, vendor) -> await(over));
    assertThatThrownBy(() -> ask(channel))
        .hasMessageEndingWith("it takes longer than the callTimeout")
        .isInstanceOfSatisfying(
            RetriableException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.TIMEOUT));
  }

  @Test
  void nothingIsSentToAServerKnownToBeDown() throws Exception {
    HttpChannel channel = channel(request -> Reply.empty(500));
    for (int i = 0; i < 10; i++) {
      channel.send(call, traffic).close();
    }
    assertThatThrownBy(() -> ask(channel)).isInstanceOf(OutageException.class);
    assertThat(traffic.sum().calls()).isEqualTo(10);
  }
}
