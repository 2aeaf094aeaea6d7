package dev.oneway.app;

import dev.oneway.webhook.door.DoorTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the settings of a server's TLS: whose names begin alike. */
final class TlsSettings {
  private final Settings settings;
  private final String prefix;

  /**
   * @param prefix without the last dot
   */
  TlsSettings(Settings settings, String prefix) {
    this.settings = settings;
    this.prefix = prefix;
  }

  /**
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  Optional<DoorTls> read() {
    Optional<String> certificate = set(prefix + ".certificate");
    Optional<String> key = set(prefix + ".key");
    Optional<String> keystore = set(prefix + ".keystore");
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          prefix + ".certificate and " + prefix + ".key go together. Set both or neither.");
    }
    if (certificate.isPresent() && keystore.isPresent()) {
      throw new IllegalArgumentException(
          prefix
              + ".certificate and "
              + prefix
              + ".keystore say the same in two ways."
              + " Remove one.");
    }
    if (certificate.isPresent()) {
      return Optional.of(
          new DoorTls.Pem(
              file(prefix + ".certificate", certificate.get()), file(prefix + ".key", key.get())));
    }
    return keystore.map(file -> new DoorTls.Keystore(file(prefix + ".keystore", file), password()));
  }

  /** Unlike find: a variable without value isn't nothing here, for nothing means without TLS. */
  private Optional<String> set(String name) {
    return Optional.of(settings.get(name, "")).filter(value -> !value.isBlank());
  }

  private String password() {
    Optional<String> password = set(prefix + ".password");
    Optional<String> file = set(prefix + ".passwordFile");
    if (password.isPresent() == file.isPresent()) {
      throw new IllegalArgumentException(
          prefix
              + ".keystore needs "
              + prefix
              + ".password or "
              + prefix
              + ".passwordFile."
              + " Set one of them.");
    }
    return password.orElseGet(() -> firstLine(file(prefix + ".passwordFile", file.get())));
  }

  private String firstLine(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(prefix + ".passwordFile: " + file + " can't be read.", e);
    }
  }

  private static Path file(String name, String value) {
    Path file = Path.of(value);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          name + ": there is no file " + file.toAbsolutePath() + " that can be read. Correct it.");
    }
    return file;
  }
}
