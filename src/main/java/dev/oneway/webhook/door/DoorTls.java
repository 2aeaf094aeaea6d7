package dev.oneway.webhook.door;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;

/** Who the door is: a certificate and its private key. */
public sealed interface DoorTls {
  /**
   * Two PEM files.
   *
   * @param certificate the chain, the server's own first
   * @param key in PKCS#8
   */
  record Pem(Path certificate, Path key) implements DoorTls {
    @Override
    public KeyCertOptions keys() {
      return new PemKeyCertOptions().addCertPath(certificate.toString()).addKeyPath(key.toString());
    }
  }

  /** A PKCS#12 file. */
  record Keystore(Path file, String password) implements DoorTls {
    @Override
    public KeyCertOptions keys() {
      return new PfxOptions().setPath(file.toString()).setPassword(password);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Keystore[" + file + "]";
    }
  }

  KeyCertOptions keys();
}
