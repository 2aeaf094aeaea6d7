package dev.oneway.http.auth;

import dev.oneway.http.Auth;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/**
 * A token in a header of every request: one of the settings, or one that is fetched.
 *
 * <p>Threads may share it. It holds nothing that a crash could lose.
 */
public final class HeaderAuth implements Auth {
  private static final Pattern SENDABLE = Pattern.compile("[ -~]*");

  private final Form form;
  private final CurrentToken token;
  private final Secrets secrets;

  /**
   * How the token is sent.
   *
   * @param kind for {@link #toString()}
   * @param settings where it is configured, e.g. {@code oneway.auth.hubspot}
   * @param scheme what stands before the token
   */
  private record Form(String kind, String settings, String header, String scheme) {}

  private HeaderAuth(Form form, TokenSource source, InstantSource clock, Secrets secrets) {
    this.form = form;
    this.token = new CurrentToken(source, clock);
    this.secrets = secrets;
  }

  /** {@code Authorization: Bearer TOKEN} with a token that never changes. */
  public static Auth bearer(String settings, String token) {
    Secrets secrets = new Secrets();
    return bearer(settings, Secret.of(settings + ".token", token, secrets), secrets);
  }

  static Auth bearer(String settings, Secret token, Secrets secrets) {
    return fixed(bearerForm("bearer", settings), () -> sendable(token), secrets);
  }

  /** {@code Authorization: Basic …} with a password that never changes. */
  public static Auth basic(String settings, String user, String password) {
    Secrets secrets = new Secrets();
    return basic(settings, user, Secret.of(settings + ".password", password, secrets), secrets);
  }

  static Auth basic(String settings, String user, Secret password, Secrets secrets) {
    Form form = new Form("basic", settings, HttpHeaders.AUTHORIZATION, "Basic ");
    return fixed(form, () -> base64(user + ":" + password.read(), secrets), secrets);
  }

  /** A header of any name with a token that never changes. */
  public static Auth header(String settings, String header, String token) {
    Secrets secrets = new Secrets();
    return header(settings, header, Secret.of(settings + ".token", token, secrets), secrets);
  }

  static Auth header(String settings, String header, Secret token, Secrets secrets) {
    Form form = new Form("header " + header, settings, header, "");
    return fixed(form, () -> sendable(token), secrets);
  }

  /** {@code Authorization: Bearer TOKEN} with tokens that are fetched. */
  static Auth fetched(
      String kind, String settings, TokenSource source, InstantSource clock, Secrets secrets) {
    return new HeaderAuth(bearerForm(kind, settings), source, clock, secrets);
  }

  private static Form bearerForm(String kind, String settings) {
    return new Form(kind, settings, HttpHeaders.AUTHORIZATION, "Bearer ");
  }

  /** Reads the value at once, so that what is wrong with it is told before anything runs. */
  private static Auth fixed(Form form, Supplier<String> value, Secrets secrets) {
    var unused = value.get();
    TokenSource source = () -> new Token(value.get(), Instant.MAX);
    return new HeaderAuth(form, source, InstantSource.system(), secrets);
  }

  private static String sendable(Secret secret) {
    String value = secret.read();
    if (!isSendable(value)) {
      throw new FatalException(
          secret.setting()
              + " holds a character no header may hold, such as a line break. "
              + "Remove it from the setting or from the file it is read from.");
    }
    return value;
  }

  /** Whether a header may hold it (RFC 9110, 5.5), in ASCII. */
  static boolean isSendable(String token) {
    return SENDABLE.matcher(token).matches();
  }

  private static String base64(String credentials, Secrets secrets) {
    String encoded =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    secrets.learn(encoded);
    return encoded;
  }

  @Override
  public void sign(HttpRequest request) throws RetriableException {
    request.setHeader(form.header(), form.scheme() + token.value());
  }

  @Override
  public boolean renew(HttpRequest refused) throws RetriableException {
    Header sent = refused.getFirstHeader(form.header());
    if (sent == null || !sent.getValue().startsWith(form.scheme())) {
      return false;
    }
    String old = sent.getValue().substring(form.scheme().length());
    token.refused(old);
    return !token.value().equals(old);
  }

  @Override
  public String conceal(String text) {
    return secrets.conceal(text);
  }

  @Override
  public String place() {
    return "the settings " + form.settings() + ".*";
  }

  /** The kind of credentials, never the credentials. */
  @Override
  public String toString() {
    return "Auth[" + form.kind() + "]";
  }
}
