package dev.oneway.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a secret is handed out. */
enum SecretForm {
  /** The key is the text itself, in UTF-8. */
  TEXT {
    @Override
    byte[] parse(String secret) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
  },
  HEX {
    @Override
    byte[] parse(String secret) {
      return Encoding.HEX.parse(secret);
    }
  },
  /** May begin with {@code whsec_}, as in Standard Webhooks. */
  BASE64 {
    @Override
    byte[] parse(String secret) {
      return Encoding.BASE64.parse(
          secret.startsWith(WHSEC) ? secret.substring(WHSEC.length()) : secret);
    }
  };

  private static final String WHSEC = "whsec_";

  abstract byte[] parse(String secret);

  /**
   * The key a secret stands for.
   *
   * @throws IllegalArgumentException when it isn't of this form; the message doesn't show it
   */
  byte[] key(String secret) {
    byte[] key;
    try {
      key = parse(secret);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no " + name().toLowerCase(Locale.ROOT), null);
    }
    if (key.length == 0) {
      throw new IllegalArgumentException("no key");
    }
    return key;
  }
}
