package dev.oneway.http.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.http.Answer;
import dev.oneway.http.HttpAccount;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.HttpLimits;
import dev.oneway.http.HttpTimeouts;
import dev.oneway.http.Origin;
import dev.oneway.http.RequestBody;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fetches access tokens (RFC 6749, 5) with a {@link Grant}. The endpoint sees the client's
 * credentials, never a token of the API; it may be on another server than the API. Redirects aren't
 * followed. It doesn't retry; who needs the token does.
 *
 * <p>Threads may share it.
 */
final class TokenEndpoint implements TokenSource {
  private static final HttpLimits LIMITS = HttpLimits.parse("", 1);
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);
  private static final int MARGIN_PARTS = 10;
  private static final long MOST_SECONDS = Duration.ofDays(3650).toSeconds();

  private final URI url;
  private final Grant grant;
  private final TokenAnswer answers;
  private final HttpTimeouts timeouts;
  private final InstantSource clock;
  private final Secrets secrets;

  /**
   * @param url its origin must be a server's, see {@link Origin#of}
   */
  TokenEndpoint(URI url, Grant grant, HttpTimeouts timeouts, InstantSource clock, Secrets secrets) {
    this.url = url;
    this.grant = grant;
    this.answers = new TokenAnswer(grant, secrets);
    this.timeouts = timeouts;
    this.clock = clock;
    this.secrets = secrets;
  }

  @Override
  public Token obtain() throws RetriableException {
    Instant asked = clock.instant();
    JsonNode document = ask(grant.form());
    Optional<String> refreshToken = text(document, "refresh_token");
    refreshToken.ifPresent(secrets::learn);
    grant.granted(refreshToken);
    return new Token(document.get("access_token").asText(), goodUntil(asked, document));
  }

  /** A token is asked for seldom, so that no connection is kept for it. */
  private JsonNode ask(Map<String, String> form) throws RetriableException {
    HttpCall call =
        new HttpCall("POST", url, Map.of("Accept", "application/json"), Optional.of(encoded(form)));
    try (HttpAccount server = new HttpAccount(Origin.of(url), grant.client(), clock)) {
      HttpChannel channel = server.channel(LIMITS, timeouts);
      try (Answer answer = channel.send(call, new Traffic())) {
        return answers.read(call, answer, channel);
      } catch (IOException e) {
        throw channel.failed(call, e);
      }
    }
  }

  private static RequestBody encoded(Map<String, String> form) {
    String text =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return RequestBody.of(
        "application/x-www-form-urlencoded", text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Earlier than the vendor says by a tenth of its life, at most by 60 seconds. */
  private static Instant goodUntil(Instant asked, JsonNode document) {
    long seconds = Math.min(document.path("expires_in").asLong(0), MOST_SECONDS);
    if (seconds <= 0) {
      return Instant.MAX;
    }
    Duration life = Duration.ofSeconds(seconds);
    Duration tenth = life.dividedBy(MARGIN_PARTS);
    return asked.plus(life).minus(tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN);
  }

  private static Optional<String> text(JsonNode document, String name) {
    return Optional.of(document.path(name).asText("")).filter(value -> !value.isBlank());
  }

  @Override
  public String toString() {
    return "TokenEndpoint[" + Origin.of(url) + "]";
  }
}
