package dev.oneway.http.auth;

import dev.oneway.http.Auth;
import dev.oneway.http.HttpTimeouts;
import dev.oneway.http.Origin;
import dev.oneway.run.FatalException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of {@link AuthSettings} whose tokens are fetched. Used by one thread. */
final class OAuthSettings {
  private static final List<String> CLIENT_AUTHENTICATIONS = List.of("post", "basic");

  private static final Pattern FIELD = Pattern.compile("\\s*(\\w+)\\s*=\\s*(.*?)\\s*");
  private static final Set<String> OWN_FIELDS =
      Set.of("grant_type", "client_id", "client_secret", "scope", "audience");
  private static final String[] NONE = {};

  private final NamedSettings settings;
  private final Secrets secrets;
  private final HttpTimeouts timeouts;
  private final InstantSource clock;

  /**
   * @param timeouts for requests to token endpoints
   */
  OAuthSettings(
      NamedSettings settings, Secrets secrets, HttpTimeouts timeouts, InstantSource clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.timeouts = timeouts;
    this.clock = clock;
  }

  /** RFC 6749, 4.4. */
  Auth clientCredentials() {
    String url = settings.need("tokenUrl");
    String id = settings.need("clientId");
    Optional<Secret> secret = Optional.of(settings.needSecret("clientSecret"));
    ClientAuth client = client(id, secret);
    Grant grant =
        new ClientCredentials(
            client, settings.find("scope"), settings.find("audience"), moreFields());
    settings.requireOnly(AuthSettings.NAMES);
    return fetched("client-credentials", url, grant);
  }

  /** RFC 6749, 6. */
  Auth refreshToken() {
    String url = settings.need("tokenUrl");
    String id = settings.need("clientId");
    ClientAuth client = client(id, settings.findSecret("clientSecret"));
    RotatingSecret token = new RotatingSecret(settings.needSecret("refreshToken"), secrets);
    settings.requireOnly(AuthSettings.NAMES);
    return fetched("refresh-token", url, new RefreshToken(client, token));
  }

  /** RFC 7523, 2.1. */
  Auth jwtBearer() {
    String url = settings.need("tokenUrl");
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", settings.need("clientId"));
    claims.put("sub", settings.need("subject"));
    claims.put("aud", settings.need("audience"));
    Secret key = settings.needSecret("privateKey");
    ClientAuth client =
        new ClientAuth(settings.prefix(), claims.get("iss"), Optional.empty(), false, secrets);
    Grant grant = new JwtBearer(client, claims, key, settings.find("scope"), clock, secrets);
    settings.requireOnly(AuthSettings.NAMES);
    return fetched("jwt-bearer", url, grant);
  }

  /** What this vendor alone wants in the form, by name. */
  private Map<String, String> moreFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : settings.find("tokenForm").map(form -> form.split("&", -1)).orElse(NONE)) {
      Matcher field = FIELD.matcher(pair);
      if (!field.matches() || OWN_FIELDS.contains(field.group(1))) {
        throw new FatalException(
            settings.prefix()
                + ".tokenForm is no list of fields that have no setting of their own. "
                + "Write it like box_subject_type=enterprise&box_subject_id=12345.");
      }
      fields.put(field.group(1), field.group(2));
    }
    return fields;
  }

  private ClientAuth client(String id, Optional<Secret> secret) {
    Optional<String> way = settings.find("clientAuthentication");
    way.filter(text -> !CLIENT_AUTHENTICATIONS.contains(text))
        .ifPresent(
            text -> {
              throw settings.oneOf("clientAuthentication", text, CLIENT_AUTHENTICATIONS);
            });
    Optional<Secret> proof =
        way.isPresent() && secret.isEmpty()
            ? Optional.of(settings.needSecret("clientSecret"))
            : secret;
    return new ClientAuth(
        settings.prefix(), id, proof, way.filter("basic"::equals).isPresent(), secrets);
  }

  /** Makes the form once, so that a secret that can't be used is told before anything runs. */
  private Auth fetched(String type, String tokenUrl, Grant grant) {
    URI url = url(tokenUrl);
    var unused = grant.form();
    TokenEndpoint endpoint = new TokenEndpoint(url, grant, timeouts, clock, secrets);
    return HeaderAuth.fetched(type, settings.prefix(), endpoint, clock, secrets);
  }

  private URI url(String text) {
    try {
      URI url = URI.create(text);
      Origin.of(url);
      return url;
    } catch (IllegalArgumentException e) {
      throw new FatalException(
          settings.prefix()
              + ".tokenUrl is no absolute http or https URL without credentials of its own. "
              + "Write it like https://login.example.com/oauth/token.");
    }
  }
}
