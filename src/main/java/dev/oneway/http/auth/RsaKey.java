package dev.oneway.http.auth;

import dev.oneway.run.FatalException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private RSA key that signs. Threads may share it. */
final class RsaKey {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /** Environment variables often carry a key on one line, with its line breaks written out. */
  private static final Pattern BREAK = Pattern.compile("\\s|\\\\[nr]");

  private final PrivateKey key;

  private RsaKey(PrivateKey key) {
    this.key = key;
  }

  /**
   * @param secret PEM (RFC 7468) with a key in PKCS#8 (RFC 5958) without a password
   * @throws FatalException when it is anything else; never quotes it
   */
  static RsaKey read(Secret secret, Secrets secrets) {
    Matcher pem = PEM.matcher(secret.read());
    if (!pem.find()) {
      throw unusable(secret);
    }
    String base64 = BREAK.matcher(pem.group(1)).replaceAll("");
    secrets.learn(base64);
    try {
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      return new RsaKey(KeyFactory.getInstance("RSA").generatePrivate(spec));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(secret);
    }
  }

  /** Without a cause: what a parser says of a key may quote it. */
  private static FatalException unusable(Secret secret) {
    return new FatalException(
        secret.setting()
            + " holds no RSA key as PEM that begins with -----BEGIN PRIVATE KEY-----. "
            + "Make one of another form with: openssl pkcs8 -topk8 -nocrypt -in KEY.pem");
  }

  /** RS256 (RFC 7518, 3.3). */
  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't sign with RS256", e);
    }
  }
}
