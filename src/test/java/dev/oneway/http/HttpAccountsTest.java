package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.run.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.junit.jupiter.api.Test;

/** What endpoints share, whichever server they speak to. */
class HttpAccountsTest {
  private final List<Request> tokens = new CopyOnWriteArrayList<>();
  private final List<Request> calls = new CopyOnWriteArrayList<>();

  private Reply token(Request request) {
    tokens.add(request);
    return Reply.json(200, Map.of("access_token", "s3cret-access"));
  }

  private Reply api(Request request) {
    calls.add(request);
    return Reply.json(200, Map.of());
  }

  private static void call(HttpAccounts accounts, SandboxServer server) throws Exception {
    URI url = URI.create(server.url() + "/orders");
    HttpTimeouts timeouts = new HttpTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));
    HttpChannel channel =
        accounts.account(Origin.of(url), "x").channel(HttpLimits.parse("", 1), timeouts);
    try (Answer answer =
        channel.fetch(HttpCall.get(url, "*/*"), new Traffic(), new Cancellation())) {
      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void serversShareATokenAndNeverSeeWhatItWasFetchedWith() throws Exception {
    try (SandboxServer login = SandboxServer.start(0, this::token);
        SandboxServer one = SandboxServer.start(0, this::api);
        SandboxServer other = SandboxServer.start(0, this::api);
        SimpleCamelContext context = new SimpleCamelContext(false)) {
      context.build();
      Map.of(
              "type", "client-credentials",
              "tokenUrl", login.url(),
              "clientId", "client",
              "clientSecret", "s3cret-client",
              "clientAuthentication", "basic")
          .forEach(
              (name, value) ->
                  context
                      .getPropertiesComponent()
                      .addInitialProperty("oneway.auth.x." + name, value));
      HttpAccounts accounts = HttpAccounts.of(context);
      call(accounts, one);
      call(accounts, other);
    }
    assertThat(tokens)
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.header("Authorization"))
                    .hasValueSatisfying(
                        value ->
                            assertThat(value)
                                .startsWith("Basic ")
                                .doesNotContain("s3cret-access")));
    assertThat(calls)
        .hasSize(2)
        .allSatisfy(
            request -> {
              assertThat(request.bearer()).contains("s3cret-access");
              assertThat(request.text()).isEmpty();
            });
  }
}
