package dev.oneway.http.auth;

import java.util.Map;
import java.util.Optional;

/** What a token endpoint gives a token for (RFC 6749, 1.3). Threads may share it. */
interface Grant {
  /** The form that asks for a token, anew for each request; holds secrets. */
  Map<String, String> form();

  /** Who asks. */
  ClientAuth client();

  /** What to look at when the endpoint calls the grant invalid, one sentence. */
  String remedy();

  /** The endpoint has given a token, and perhaps a refresh token for the next time. */
  default void granted(Optional<String> refreshToken) {}
}
