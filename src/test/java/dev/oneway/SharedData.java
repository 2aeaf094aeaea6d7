package dev.oneway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Real data beside the project, which a test tries when it is there and passes without. */
public final class SharedData {
  private SharedData() {}

  /**
   * @param name below the folder, e.g. {@code webhooks/signature-vectors.json}
   */
  public static Optional<Path> file(String name) {
    return Optional.of(Path.of("../shared/data", name)).filter(Files::isReadable);
  }
}
