package dev.oneway.http.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A right somebody granted us once (RFC 6749, 6); the token for it may change with each use. */
record RefreshToken(ClientAuth client, RotatingSecret token) implements Grant {
  @Override
  public Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token.read());
    form.putAll(client.form());
    return form;
  }

  @Override
  public void granted(Optional<String> refreshToken) {
    refreshToken.ifPresent(token::replace);
  }

  @Override
  public String remedy() {
    return "Authorise Oneway with the vendor anew and put the refresh token into "
        + token.setting()
        + ": it may have expired, been revoked, or been used by another program.";
  }
}
