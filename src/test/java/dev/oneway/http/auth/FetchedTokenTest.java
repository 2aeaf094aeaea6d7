package dev.oneway.http.auth;

import static dev.oneway.http.auth.TokenServer.authorization;
import static dev.oneway.http.auth.TokenServer.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Weather;
import dev.oneway.http.Auth;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One token for many requests, and when there is another. */
class FetchedTokenTest {
  private static final int THREADS = 20;

  private final CountDownLatch open = new CountDownLatch(1);
  private volatile boolean gated;
  private TokenServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @BeforeEach
  void start() throws Exception {
    server =
        new TokenServer(
            (exchange, request, vendor) -> {
              Reply reply = vendor.answer(request);
              if (gated) {
                Awaitility.await().until(() -> open.getCount() == 0);
              }
              Weather.send(exchange, reply);
            });
    server.clientCredentials();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.close();
  }

  /** Lets all threads do it while the token endpoint holds its answer back. */
  private <T> List<Future<T>> together(Callable<T> work) {
    gated = true;
    int before = server.asked().size();
    CountDownLatch begun = new CountDownLatch(THREADS);
    List<Future<T>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      results.add(
          threads.submit(
              () -> {
                begun.countDown();
                return work.call();
              }));
    }
    Awaitility.await().until(() -> begun.getCount() == 0 && server.asked().size() == before + 1);
    open.countDown();
    return results;
  }

  @Test
  void nothingIsFetchedBeforeTheFirstRequest() {
    assertThat(server.auth()).hasToString("Auth[client-credentials]");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void twentyThreadsFetchOneToken() throws Exception {
    Auth auth = server.auth();
    for (Future<String> header : together(() -> authorization(auth))) {
      assertThat(header.get()).isEqualTo("Bearer s3cret-1");
    }
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void twentyThreadsThatAreRefusedFetchOneToken() throws Exception {
    Auth auth = server.auth();
    HttpGet refused = signed(auth);
    for (Future<Boolean> again : together(() -> auth.renew(refused))) {
      assertThat(again.get()).isTrue();
    }
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-2");
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void whoWaitsForATokenSharesTheFailureToo() {
    server.then(Reply.empty(503).with("Retry-After", "7"));
    Auth auth = server.auth();
    for (Future<String> header : together(() -> authorization(auth))) {
      assertThatThrownBy(header::get)
          .cause()
          .isInstanceOfSatisfying(
              RetriableException.class,
              e -> {
                assertThat(e.category()).isEqualTo(FailureCategory.UNAVAILABLE);
                assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
              });
    }
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void afterAFailureTheNextRequestFetchesAgain() throws Exception {
    server.then(Reply.empty(503));
    Auth auth = server.auth();
    assertThatThrownBy(() -> signed(auth)).isInstanceOf(RetriableException.class);
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-2");
  }

  @ParameterizedTest
  @CsvSource({"3600, 3539", "100, 89", "599, 539", "'\"3600\"', 3539"})
  void aTokenIsRenewedBeforeItExpires(String life, long lastGoodSecond) throws Exception {
    server.answer.put("expires_in", life.startsWith("\"") ? "3600" : Long.valueOf(life));
    Auth auth = server.auth();
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-1");
    server.time.sleep(Duration.ofSeconds(lastGoodSecond));
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-1");
    server.time.sleep(Duration.ofSeconds(1));
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "never"})
  void withoutALifeATokenLastsUntilItIsRefused(String life) throws Exception {
    server.answer.put("expires_in", life);
    Auth auth = server.auth();
    HttpGet refused = signed(auth);
    server.time.sleep(Duration.ofDays(1000));
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-1");
    assertThat(auth.renew(refused)).isTrue();
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-2");
  }

  @Test
  void aRefusalOfATokenThatWasReplacedFetchesNoOther() throws Exception {
    Auth auth = server.auth();
    HttpGet first = signed(auth);
    HttpGet second = signed(auth);
    assertThat(auth.renew(first)).isTrue();
    assertThat(auth.renew(second)).isTrue();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void theSameTokenAgainIsNoReasonForAnotherAttempt() throws Exception {
    server.answer.put("access_token", "s3cret-same");
    Auth auth = server.auth();
    assertThat(auth.renew(signed(auth))).isFalse();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void whoWaitsForATokenCanBeInterrupted() throws Exception {
    gated = true;
    Auth auth = server.auth();
    Future<String> fetching = threads.submit(() -> authorization(auth));
    Awaitility.await().until(() -> server.asked().size() == 1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> signed(auth)).isInstanceOf(RetriableException.class);
    assertThat(Thread.interrupted()).isTrue();
    open.countDown();
    assertThat(fetching.get()).isEqualTo("Bearer s3cret-1");
  }

  @Test
  void earlierTokensStayConcealed() throws Exception {
    server.answer.put("refresh_token", "s3cret-unasked");
    Auth auth = server.auth();
    auth.renew(signed(auth));
    assertThat(auth.conceal("s3cret-1, s3cret-2, s3cret-client, s3cret-unasked"))
        .isEqualTo("***, ***, ***, ***");
    assertThat(auth.conceal(Map.of("client_id", "client").toString())).contains("client");
  }
}
