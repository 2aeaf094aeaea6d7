package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;

/**
 * An endpoint's way to a server: with its limits and timeouts, and with what all endpoints of that
 * {@link HttpAccount} share. It never speaks to another server, whatever a redirect or a link says,
 * so that credentials stay where they belong. It doesn't retry; that is {@link Backoff}'s.
 *
 * <p>Threads may share it.
 */
public final class HttpChannel {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
  private static final int MOST_REDIRECTS = 3;

  private final HttpAccount account;
  private final HttpLimits limits;
  private final HttpTimeouts timeouts;
  private final Duration patience;
  private final Gate gate;

  /**
   * @param patience for how long a request waits for the server's limits
   */
  HttpChannel(HttpAccount account, HttpLimits limits, HttpTimeouts timeouts, Duration patience) {
    this.account = account;
    this.limits = limits;
    this.timeouts = timeouts;
    this.patience = patience;
    this.gate = account.gate(limits);
  }

  /** How many requests may be under way at once. */
  public int concurrent() {
    return limits.concurrent();
  }

  /**
   * Sends a request as soon as the limits allow it, and once more with renewed credentials when the
   * server doesn't take the first.
   *
   * @return the answer, whatever its status; the caller closes it
   * @throws dev.oneway.run.OutageException when the server is known to be down; nothing was sent
   * @throws RetriableException when the server can't be reached, is too slow, or wants no requests
   *     for longer than one can wait; unless it is rate-limited, what was asked for may have
   *     happened
   * @throws FatalException when the server isn't the one it says it is, or the URL leads elsewhere
   * @throws UnobtainableException when what it is to carry can't be had
   */
  public Answer send(HttpCall call, Traffic traffic) throws RetriableException {
    return send(call, traffic, new Cancellation());
  }

  private Answer send(HttpCall call, Traffic traffic, Cancellation cancellation)
      throws RetriableException {
    requireHere(call.url(), call);
    HttpUriRequestBase request = signed(call, traffic);
    Answer answer = deliver(call, request, traffic, cancellation);
    if (answer.status() != HttpStatus.SC_UNAUTHORIZED || !renewed(answer, request)) {
      return answer;
    }
    return deliver(call, signed(call, traffic), traffic, cancellation);
  }

  /** Credentials come first: to get them may take a request of its own. */
  private HttpUriRequestBase signed(HttpCall call, Traffic traffic) throws RetriableException {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.url());
    call.headers().forEach(request::setHeader);
    call.body().ifPresent(body -> carry(body, request, traffic));
    account.auth().sign(request);
    return request;
  }

  /** The client wants to see the type of what OPTIONS carries before it asks the entity. */
  private static void carry(RequestBody body, HttpUriRequestBase request, Traffic traffic) {
    request.setHeader(HttpHeaders.CONTENT_TYPE, body.contentType());
    request.setEntity(new BodyEntity(body, traffic, request));
  }

  private boolean renewed(Answer refused, HttpUriRequestBase request) throws RetriableException {
    boolean kept = false;
    try {
      kept = !account.auth().renew(request);
      return !kept;
    } finally {
      if (!kept) {
        refused.close();
      }
    }
  }

  private Answer deliver(
      HttpCall call, HttpUriRequestBase request, Traffic traffic, Cancellation cancellation)
      throws RetriableException {
    if (cancellation.isCancelled()) {
      throw cancelled(call);
    }
    account.breaker().requireUp();
    Gate.Place place = gate.enter(traffic, patience);
    try {
      open(call);
      account.breaker().admit();
      traffic.call(call.method(), call.url().getPath());
      return exchange(call, request, traffic, cancellation);
    } finally {
      call.body().ifPresent(RequestBody::close);
      place.free();
    }
  }

  /** Only when it is this request's turn: what comes from elsewhere mustn't wait half-read. */
  private static void open(HttpCall call) throws RetriableException {
    if (call.body().isPresent()) {
      call.body().get().open();
    }
  }

  /** Whatever comes of it, the breaker is told. */
  private Answer exchange(
      HttpCall call, HttpUriRequestBase request, Traffic traffic, Cancellation cancellation)
      throws RetriableException {
    String reason = call + " failed";
    boolean givenUp = false;
    try {
      cancellation.watch(request);
      Answer answer = open(request, traffic);
      gate.learn(answer);
      reason =
          answer.status() >= HttpStatus.SC_SERVER_ERROR
              ? call + " was answered with status " + answer.status()
              : "";
      return answer;
    } catch (BrokenBodyException e) {
      givenUp = true;
      throw e.reason();
    } catch (IOException e) {
      reason = said(call, e);
      throw failed(call, e);
    } catch (IllegalStateException e) {
      // The client's word for a request that is cancelled while it takes a connection.
      if (cancellation.isCancelled()) {
        throw cancelled(call);
      }
      throw e;
    } finally {
      if (reason.isEmpty()) {
        account.breaker().served();
      } else if (givenUp || cancellation.isCancelled()) {
        account.breaker().abandoned();
      } else {
        account.breaker().failed(reason);
      }
    }
  }

  private static RetriableException cancelled(HttpCall call) {
    return new RetriableException(FailureCategory.UNAVAILABLE, call + " was cancelled", null, null);
  }

  private Answer open(HttpUriRequestBase request, Traffic traffic) throws IOException {
    Origin origin = account.origin();
    HttpHost server = new HttpHost(origin.scheme(), origin.host(), origin.port());
    CallClock clock = new CallClock(account.watchdog(), request, timeouts);
    Instant sent = account.time().steady().instant();
    return new Answer(
        clock,
        sent,
        clock.run(() -> account.client(timeouts).executeOpen(server, request, null)),
        traffic);
  }

  /**
   * Asks a question, with up to 3 redirects followed on this server.
   *
   * @param cancellation with which another thread may end it; that is a {@link RetriableException},
   *     and no failure of the server
   * @return an answer with a status of 2xx; the caller closes it
   * @throws RetriableException when the server can't be reached, is too slow or too busy
   * @throws FatalException when the same request would be refused again
   */
  public Answer fetch(HttpCall call, Traffic traffic, Cancellation cancellation)
      throws RetriableException {
    HttpCall next = call;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Answer answer = send(next, traffic, cancellation);
      if (answer.status() / 100 == 2) {
        return answer;
      }
      try (answer) {
        next = next.at(redirect(next, answer));
      }
    }
    throw new FatalException(
        "%s was redirected more than %d times. Check the URL.".formatted(call, MOST_REDIRECTS));
  }

  /** What an answer without success means; reads its body. */
  public Failure failure(HttpCall call, Answer answer) {
    return failure(
        call, answer, FailureTable.PLAIN.category(answer), account.refusal().said(answer));
  }

  /**
   * The same for a caller that has read the body itself.
   *
   * @param category by a {@link FailureTable} with the vendor's codes
   * @param said the vendor's message without our secrets; empty when it says nothing
   */
  public Failure failure(HttpCall call, Answer answer, FailureCategory category, String said) {
    Failure failure = account.refusal().of(call, answer, category, said);
    return category == FailureCategory.RATE_LIMITED ? failure.after(pause(answer)) : failure;
  }

  /**
   * What an answer with success means that doesn't hold what it must.
   *
   * @param why completes "the answer to GET https://…", e.g. {@code broke off}, {@code has no id}
   */
  public Failure unexpected(HttpCall call, Answer answer, String why) {
    boolean html = answer.contentType().toLowerCase(Locale.ROOT).contains("html");
    String form = html ? "; it is HTML (a login page? a proxy?)" : "";
    return Failure.of(
        FailureCategory.UNEXPECTED_ANSWER, "the answer to " + call + " " + why + form);
  }

  /** The sentence in a vendor's body that says why it refused, without our secrets. */
  public String message(String body) {
    return account.refusal().said(body);
  }

  /** What an exception while talking to the server, or while reading its answer, means. */
  public RetriableException failed(HttpCall call, IOException cause) {
    String what = said(call, cause);
    if (untrusted(cause)) {
      throw new FatalException(
          what + ". Add the server's certificate authority to the trust store.", cause);
    }
    return new RetriableException(FailureTable.PLAIN.category(cause), what, null, cause);
  }

  /** A vendor's text without our secrets, should it repeat them. */
  public String conceal(String text) {
    return account.auth().conceal(text);
  }

  private URI redirect(HttpCall call, Answer answer) throws RetriableException {
    String location = answer.header(HttpHeaders.LOCATION);
    if (!REDIRECTS.contains(answer.status()) || location == null) {
      throw failure(call, answer).exception();
    }
    try {
      return Links.resolve(call.url(), location);
    } catch (IllegalArgumentException e) {
      throw new FatalException(call + " was redirected to what is no URL.", e);
    }
  }

  private void requireHere(URI target, HttpCall call) {
    if (!account.origin().serves(target)) {
      throw new FatalException(
          "%s leads to another server than %s, which must not see our credentials. If that server is the right one, write it into the URL."
              .formatted(call, account.origin()));
    }
  }

  /** The pause all wait for by now; that the answer is a refusal only its body may have told. */
  private Optional<Duration> pause(Answer answer) {
    if (FailureTable.PLAIN.category(answer) != FailureCategory.RATE_LIMITED) {
      gate.refused(answer, RateHeaders.pause(answer, account.time().wall().instant()));
    }
    return gate.rest();
  }

  private static String said(HttpCall call, IOException cause) {
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return call + " failed: " + cause.getClass().getSimpleName() + message;
  }

  private static boolean untrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }
}
