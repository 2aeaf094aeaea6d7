package dev.oneway.ops.port;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** What an account proves itself with, as a digest of the whole header's value. Immutable. */
final class Credential {
  private final Account account;
  private final String scheme;
  private final byte[] digest;

  private Credential(Account account, String scheme, String value) {
    this.account = account;
    this.scheme = scheme;
    digest = digest(scheme.toLowerCase(Locale.ROOT), value);
  }

  static Credential token(Account account, String token) {
    return new Credential(account, "Bearer", token);
  }

  /** The account's name is the user's. */
  static Credential password(Account account, String password) {
    String pair = account.name() + ":" + password;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new Credential(account, "Basic", encoded);
  }

  Account account() {
    return account;
  }

  /** {@code Bearer} or {@code Basic}. */
  String scheme() {
    return scheme;
  }

  /** Takes the same time whatever is compared: digests are of one length. */
  boolean is(byte[] presented) {
    return MessageDigest.isEqual(digest, presented);
  }

  /**
   * @param scheme in lower case
   */
  static byte[] digest(String scheme, String value) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((scheme + " " + value).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
