package dev.oneway.http.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The client's own right (RFC 6749, 4.4).
 *
 * @param audience for which API the token is meant, where the vendor asks for it
 * @param more fields of the form only this vendor knows
 */
record ClientCredentials(
    ClientAuth client, Optional<String> scope, Optional<String> audience, Map<String, String> more)
    implements Grant {
  @Override
  public Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.putAll(client.form());
    scope.ifPresent(text -> form.put("scope", text));
    audience.ifPresent(text -> form.put("audience", text));
    form.putAll(more);
    return form;
  }

  @Override
  public String remedy() {
    return client.remedy();
  }
}
