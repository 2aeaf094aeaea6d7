package dev.oneway.http;

import dev.oneway.http.auth.HeaderAuth;
import dev.oneway.run.RetriableException;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Who we are to a server.
 *
 * <p>Nothing gives a secret back, its text included. Threads may share it.
 */
public interface Auth {
  /** Requests go out without credentials. */
  static Auth none() {
    return NoAuth.INSTANCE;
  }

  /**
   * {@code Authorization: Bearer TOKEN} (RFC 6750).
   *
   * @param settings where the token was configured, for messages, e.g. {@code oneway.auth.hubspot}
   */
  static Auth bearer(String settings, String token) {
    return HeaderAuth.bearer(settings, token);
  }

  /** {@code Authorization: Basic …} (RFC 7617), user and password in UTF-8. */
  static Auth basic(String settings, String user, String password) {
    return HeaderAuth.basic(settings, user, password);
  }

  /** The token in a header of the vendor's own, e.g. {@code X-Shopify-Access-Token}. */
  static Auth header(String settings, String header, String token) {
    return HeaderAuth.header(settings, header, token);
  }

  /**
   * Puts the credentials on a request; only ever on one to the server they are meant for. May fetch
   * a token first, which takes as long as the other server does.
   *
   * @throws RetriableException when there is no token now, and may be one later
   * @throws dev.oneway.run.FatalException when we are refused one, or a setting can't be used
   */
  void sign(HttpRequest request) throws RetriableException;

  /**
   * Looks for other credentials after an answer with status 401.
   *
   * @param refused the request as it was signed
   * @return whether signing it again makes another request of it; false where nothing has changed
   * @throws RetriableException when there is no token now, and may be one later
   * @throws dev.oneway.run.FatalException when we are refused one, or a setting can't be used
   */
  boolean renew(HttpRequest refused) throws RetriableException;

  /** A vendor's text without our secrets, should it repeat them. */
  String conceal(String text);

  /** Where somebody mends refused credentials, e.g. {@code the settings oneway.auth.hubspot.*}. */
  String place();
}
