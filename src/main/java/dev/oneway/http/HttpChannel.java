package dev.oneway.http;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;

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

  HttpChannel(HttpAccount account, HttpLimits limits, HttpTimeouts timeouts) {
    this.account = account;
    this.limits = limits;
    this.timeouts = timeouts;
  }

  /** How many requests may be under way at once. */
  public int concurrent() {
    return limits.concurrent();
  }

  /**
   * Sends a request as soon as the limits allow it.
   *
   * @return the answer, whatever its status; the caller closes it
   * @throws RetriableException when the server can't be reached, or is too slow; what was asked for
   *     may have happened
   * @throws FatalException when the server isn't the one it says it is, or the URL leads elsewhere
   */
  public Answer send(HttpCall call, Traffic traffic) throws RetriableException {
    requireHere(call.url(), call);
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.url());
    call.headers().forEach(request::setHeader);
    call.body().ifPresent(body -> request.setEntity(new BodyEntity(body, traffic)));
    account.auth().sign(request);
    traffic.call();
    try {
      Origin origin = account.origin();
      HttpHost server = new HttpHost(origin.scheme(), origin.host(), origin.port());
      return new Answer(
          request,
          account.client(timeouts).executeOpen(server, request, null),
          timeouts.response(),
          traffic);
    } catch (IOException e) {
      throw failed(call, e);
    }
  }

  /**
   * Asks a question, with up to 3 redirects followed on this server.
   *
   * @return an answer with a status of 2xx; the caller closes it
   * @throws RetriableException when the server can't be reached, is too slow or too busy
   * @throws FatalException when the same request would be refused again
   */
  public Answer fetch(HttpCall call, Traffic traffic) throws RetriableException {
    HttpCall next = call;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Answer answer = send(next, traffic);
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
    return account.refusal().of(call, answer);
  }

  /** What an exception while talking to the server, or while reading its answer, means. */
  public RetriableException failed(HttpCall call, IOException cause) {
    String what = call + " failed: " + words(cause);
    if (untrusted(cause)) {
      throw new FatalException(
          what + ". Add the server's certificate authority to the trust store.", cause);
    }
    FailureCategory category =
        cause instanceof SocketTimeoutException
            ? FailureCategory.TIMEOUT
            : FailureCategory.UNAVAILABLE;
    return new RetriableException(category, what, null, cause);
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

  private static String words(IOException cause) {
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return cause.getClass().getSimpleName() + message;
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
