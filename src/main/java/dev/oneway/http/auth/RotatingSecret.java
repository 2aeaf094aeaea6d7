package dev.oneway.http.auth;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret the vendor replaces. From a file, the new one is in the file before it is used, and a
 * restart goes on with it. From a setting, the new one is known as long as the process lives, which
 * the log warns of. Whoever puts another one into the file wins over what was remembered.
 *
 * <p>Threads may share it; of several processes, none may use the same.
 */
final class RotatingSecret {
  private static final Logger LOG = LoggerFactory.getLogger(RotatingSecret.class);

  private final Secret secret;
  private final Secrets secrets;
  private String configured = "";
  private String superseded = "";
  private String latest = "";

  RotatingSecret(Secret secret, Secrets secrets) {
    this.secret = secret;
    this.secrets = secrets;
  }

  String setting() {
    return secret.setting();
  }

  /** The one to use next. */
  synchronized String read() {
    configured = secret.read();
    String next = newest();
    secrets.learn(next);
    return next;
  }

  private String newest() {
    return configured.equals(superseded) ? latest : configured;
  }

  /** The vendor takes only this one from now on, instead of the one that was read last. */
  synchronized void replace(String next) {
    if (next.equals(newest())) {
      return;
    }
    superseded = configured;
    latest = next;
    secrets.learn(next);
    secret.file().ifPresentOrElse(file -> write(file, next), this::warnOfRestart);
  }

  private void write(Path file, String next) {
    try {
      OwnerOnlyFile.replace(file, next);
    } catch (IOException e) {
      LOG.warn(
          "{} names the file {}, which can't be written: {}. The vendor has replaced the secret, and the new one is lost when Oneway ends. Let Oneway write to the file and its folder.",
          setting(),
          file,
          e.getClass().getSimpleName());
    }
  }

  private void warnOfRestart() {
    LOG.warn(
        "{}: the vendor has replaced the secret, and the new one is lost when Oneway ends. Put it into a file and name that in {}File, so that Oneway can keep the newest one.",
        setting(),
        setting());
  }

  @Override
  public String toString() {
    return "RotatingSecret[" + setting() + "]";
  }
}
