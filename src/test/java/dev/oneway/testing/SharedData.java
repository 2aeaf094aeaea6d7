package dev.oneway.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder {@code ../shared/data}, beside the project's: data of others, which isn't part of the
 * project. A test that asks for what isn't there is skipped.
 */
public final class SharedData {
  private static final Path FOLDER = Path.of("..", "shared", "data").toAbsolutePath().normalize();

  private SharedData() {}

  /** A file or folder in it, by its name there. */
  public static Path require(String name) {
    Path there = FOLDER.resolve(name);
    assumeTrue(Files.exists(there), "there is no " + there);
    return there;
  }
}
