package dev.oneway.webhook.signature;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash an HMAC (RFC 2104) is made with. */
enum Algorithm {
  SHA1,
  SHA256,
  SHA384,
  SHA512;

  /** Takes what is to be signed next. Used by one thread. */
  Mac mac(byte[] key) {
    String name = "Hmac" + name();
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(key, name));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM can't do " + name, e);
    }
  }
}
