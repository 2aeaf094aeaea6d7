package dev.oneway.http;

import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;

/**
 * A conversation with one server: one connection, one set of credentials, one request at a time. It
 * never speaks to another server, whatever a redirect or a link says, so that credentials stay
 * where they belong. It doesn't retry; that is {@link Backoff}'s.
 *
 * <p>Opens nothing before the first request. Not to be shared between threads.
 */
public final class HttpSession implements Closeable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
  private static final int MOST_REDIRECTS = 3;

  private final Origin origin;
  private final Auth auth;
  private final HttpTimeouts timeouts;
  private final Refusal refusal;
  private final CloseableHttpClient client;

  public HttpSession(Origin origin, Auth auth, HttpTimeouts timeouts) {
    this(origin, auth, timeouts, InstantSource.system());
  }

  /**
   * @param clock what a {@code Retry-After} with a date is measured against
   */
  public HttpSession(Origin origin, Auth auth, HttpTimeouts timeouts, InstantSource clock) {
    this.origin = origin;
    this.auth = auth;
    this.timeouts = timeouts;
    this.refusal = new Refusal(auth, clock);
    this.client = HttpClients.singleConnection(timeouts);
  }

  /**
   * GET, with up to 3 redirects followed on this server.
   *
   * @param accept the media type asked for
   * @return an answer with a status of 2xx; the caller closes it
   * @throws RetriableException when the server can't be reached, is too slow or too busy
   * @throws FatalException when the same request would be refused again
   */
  public Answer get(URI url, String accept) throws RetriableException {
    URI target = url;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      requireHere(target, url);
      Answer answer = send(target, accept);
      if (answer.status() / 100 == 2) {
        return answer;
      }
      try (answer) {
        target = redirect(target, answer);
      }
    }
    throw new FatalException(
        "GET %s was redirected more than %d times. Check the URL."
            .formatted(PrintableUrl.of(url), MOST_REDIRECTS));
  }

  /** What an exception while talking to the server, or while reading its answer, means. */
  public RetriableException failed(URI url, IOException cause) {
    String what = "GET " + PrintableUrl.of(url) + " failed: " + words(cause);
    if (untrusted(cause)) {
      throw new FatalException(
          what + ". Add the server's certificate authority to the trust store.", cause);
    }
    return new RetriableException(what, cause);
  }

  private Answer send(URI url, String accept) throws RetriableException {
    HttpGet request = new HttpGet(url);
    request.setHeader(HttpHeaders.ACCEPT, accept);
    auth.sign(request);
    try {
      HttpHost server = new HttpHost(origin.scheme(), origin.host(), origin.port());
      return new Answer(request, client.executeOpen(server, request, null), timeouts.response());
    } catch (IOException e) {
      throw failed(url, e);
    }
  }

  private URI redirect(URI from, Answer answer) throws RetriableException {
    String location = answer.header(HttpHeaders.LOCATION);
    if (!REDIRECTS.contains(answer.status()) || location == null) {
      throw refusal.of(from, answer);
    }
    try {
      return Links.resolve(from, location);
    } catch (IllegalArgumentException e) {
      throw new FatalException(
          "GET " + PrintableUrl.of(from) + " was redirected to what is no URL.", e);
    }
  }

  private void requireHere(URI target, URI asked) {
    if (!origin.serves(target)) {
      throw new FatalException(
          "GET %s leads to another server, %s, which must not see our credentials. If that server is the right one, write it into the URL."
              .formatted(PrintableUrl.of(asked), PrintableUrl.of(target)));
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

  /** Drops the connection, whatever is still coming in. Calling it again does nothing. */
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
