package dev.oneway.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of the files that say what a flow does, by which a plan knows them again. */
final class FileDigests {
  private FileDigests() {}

  /** SHA-256 of each file's content; those that aren't there are left out. */
  static Map<String, String> of(List<Path> files) {
    Map<String, String> digests = new TreeMap<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        digests.put(file.toString(), of(file));
      }
    }
    return digests;
  }

  private static String of(Path file) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
