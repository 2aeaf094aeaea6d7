package dev.oneway.http.auth;

import dev.oneway.fault.NotConfiguredException;
import dev.oneway.http.Auth;
import dev.oneway.http.HttpTimeouts;
import dev.oneway.run.FatalException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads credentials from the settings {@code oneway.auth.NAME.*}: {@code type} and what the type
 * needs. A secret is given as {@code token} or as {@code tokenFile}, the file that holds it.
 */
public final class AuthSettings {
  /** Every setting of credentials; NAME stands for a name people choose. */
  public static final List<String> NAMES =
      List.of(
          "oneway.auth.NAME.type",
          "oneway.auth.NAME.header",
          "oneway.auth.NAME.token",
          "oneway.auth.NAME.tokenFile",
          "oneway.auth.NAME.username",
          "oneway.auth.NAME.password",
          "oneway.auth.NAME.passwordFile",
          "oneway.auth.NAME.tokenUrl",
          "oneway.auth.NAME.clientId",
          "oneway.auth.NAME.clientSecret",
          "oneway.auth.NAME.clientSecretFile",
          "oneway.auth.NAME.clientAuthentication",
          "oneway.auth.NAME.scope",
          "oneway.auth.NAME.audience",
          "oneway.auth.NAME.tokenForm",
          "oneway.auth.NAME.refreshToken",
          "oneway.auth.NAME.refreshTokenFile",
          "oneway.auth.NAME.subject",
          "oneway.auth.NAME.privateKey",
          "oneway.auth.NAME.privateKeyFile");

  private static final List<String> TYPES =
      List.of(
          "bearer", "basic", "header", "none", "client-credentials", "refresh-token", "jwt-bearer");
  private static final HttpTimeouts TIMEOUTS =
      new HttpTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private final NamedSettings settings;
  private final Secrets secrets;
  private final OAuthSettings oauth;

  private AuthSettings(NamedSettings settings, Secrets secrets, OAuthSettings oauth) {
    this.settings = settings;
    this.secrets = secrets;
    this.oauth = oauth;
  }

  /**
   * Opens nothing but the files of secrets.
   *
   * @param name the NAME in the settings
   * @param settings a setting's value by its full name, placeholders resolved
   * @throws NotConfiguredException naming every setting that has no value
   * @throws FatalException when the type is unknown or a value can't be used
   */
  public static Auth read(String name, Function<String, Optional<String>> settings) {
    return read(name, settings, TIMEOUTS, InstantSource.system());
  }

  static Auth read(
      String name,
      Function<String, Optional<String>> settings,
      HttpTimeouts timeouts,
      InstantSource clock) {
    if (!NAME.matcher(name).matches()) {
      throw new FatalException(
          "auth names settings oneway.auth.NAME.*, and `"
              + name
              + "` is no such NAME. Use letters, digits, - and _, and never the secret itself.");
    }
    Secrets secrets = new Secrets();
    NamedSettings named = new NamedSettings("oneway.auth." + name, settings, secrets);
    OAuthSettings oauth = new OAuthSettings(named, secrets, timeouts, clock);
    return new AuthSettings(named, secrets, oauth).read();
  }

  private Auth read() {
    String type = settings.need("type");
    settings.requireNothingMissing();
    return switch (type) {
      case "bearer" -> bearer();
      case "basic" -> basic();
      case "header" -> header();
      case "none" -> none();
      case "client-credentials" -> oauth.clientCredentials();
      case "refresh-token" -> oauth.refreshToken();
      case "jwt-bearer" -> oauth.jwtBearer();
      default -> throw settings.oneOf("type", type, TYPES);
    };
  }

  private Auth none() {
    settings.requireOnly(NAMES);
    return Auth.none();
  }

  private Auth bearer() {
    Secret token = settings.needSecret("token");
    settings.requireOnly(NAMES);
    return HeaderAuth.bearer(settings.prefix(), token, secrets);
  }

  private Auth basic() {
    String user = settings.need("username");
    Secret password = settings.needSecret("password");
    settings.requireOnly(NAMES);
    return HeaderAuth.basic(settings.prefix(), user, password, secrets);
  }

  private Auth header() {
    String header = settings.need("header");
    Secret token = settings.needSecret("token");
    settings.requireOnly(NAMES);
    if (!HEADER.matcher(header).matches()) {
      throw new FatalException(
          settings.prefix() + ".header is no header's name. Write it like X-Shopify-Access-Token.");
    }
    return HeaderAuth.header(settings.prefix(), header, token, secrets);
  }
}
